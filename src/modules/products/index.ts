export { CATEGORIES, type Category, isCategory } from './categories.js';
export { ProductApi, ProductModule } from './product.module.js';
export { type Product, ProductSchema } from './product.schema.js';
export { ProductService } from './product.service.js';
