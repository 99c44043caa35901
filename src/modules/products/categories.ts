/** One node of the taxonomy. The code is a path: what is below `grain` begins with `grain.`. */
export interface Category {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parentCode: string | null;
  /** What a form proposes. The product's own flag decides which of the two headline figures it counts in. */
  readonly isAgriculturalByDefault: boolean;
}

type Words = readonly [code: string, name: string, nameEn: string];

function group([code, name, nameEn]: Words, isAgriculturalByDefault: boolean, kinds: readonly Words[] = []): Category[] {
  const top: Category = { code, name, nameEn, parentCode: null, isAgriculturalByDefault };
  const below = kinds.map(([part, ofKind, inEnglish]) => ({ code: `${code}.${part}`, name: ofKind, nameEn: inEnglish }));
  return [top, ...below.map((kind) => ({ ...kind, parentCode: code, isAgriculturalByDefault }))];
}

/** Codes are stored with products and sales: names may be improved, codes only added. */
export const CATEGORIES: readonly Category[] = [
  ...group(['ceramics', '陶瓷', 'Ceramics'], false, [
    ['tableware', '日用餐具', 'Tableware'],
    ['tea-ware', '茶具', 'Tea ware'],
    ['art', '艺术陶瓷', 'Art ceramics'],
    ['jar', '缸坛罐', 'Jars and vats'],
    ['bottle', '陶瓷酒瓶', 'Ceramic bottles'],
  ]),
  ...group(['grain', '粮食杂粮', 'Grain'], true, [
    ['buckwheat', '荞麦', 'Buckwheat'],
    ['millet', '小米', 'Millet'],
    ['oat', '莜麦燕麦', 'Oats'],
    ['sorghum', '高粱', 'Sorghum'],
    ['bean', '豆类', 'Beans'],
    ['maize', '玉米', 'Maize'],
    ['wheat', '小麦', 'Wheat'],
    ['rice', '稻米', 'Rice'],
    ['flour', '面粉', 'Flour'],
    ['noodle', '面条', 'Noodles'],
  ]),
  ...group(['oil', '食用油', 'Cooking oil'], true, [
    ['flax', '胡麻油', 'Flaxseed oil'],
    ['walnut', '核桃油', 'Walnut oil'],
    ['rapeseed', '菜籽油', 'Rapeseed oil'],
    ['peony', '牡丹籽油', 'Peony seed oil'],
  ]),
  ...group(['herb', '中药材', 'Medicinal herbs'], true, [
    ['lu-dangshen', '潞党参', 'Lu dangshen'],
    ['dangshen', '党参', 'Dangshen'],
    ['forsythia', '连翘', 'Forsythia'],
    ['astragalus', '黄芪', 'Astragalus'],
    ['bupleurum', '柴胡', 'Bupleurum'],
    ['scutellaria', '黄芩', 'Scutellaria'],
    ['polygala', '远志', 'Polygala'],
    ['licorice', '甘草', 'Licorice'],
  ]),
  ...group(['spice', '香辛料', 'Spices'], true, [
    ['pepper', '花椒', 'Sichuan pepper'],
    ['chili', '辣椒', 'Chili'],
    ['fennel', '小茴香', 'Fennel'],
  ]),
  ...group(['condiment', '调味品', 'Condiments'], true, [
    ['vinegar', '醋', 'Vinegar'],
    ['soy-sauce', '酱油', 'Soy sauce'],
    ['sauce', '酱料', 'Sauces'],
  ]),
  ...group(['fruit', '水果', 'Fruit'], true, [
    ['jujube', '红枣', 'Jujubes'],
    ['apple', '苹果', 'Apples'],
    ['pear', '梨', 'Pears'],
    ['apricot', '杏', 'Apricots'],
    ['peach', '桃', 'Peaches'],
    ['grape', '葡萄', 'Grapes'],
    ['persimmon', '柿子', 'Persimmons'],
    ['cherry', '樱桃', 'Cherries'],
    ['hawthorn', '山楂', 'Hawthorn'],
    ['sea-buckthorn', '沙棘', 'Sea buckthorn'],
    ['melon', '瓜类', 'Melons'],
  ]),
  ...group(['nut', '坚果', 'Nuts'], true, [
    ['walnut', '核桃', 'Walnuts'],
    ['chestnut', '板栗', 'Chestnuts'],
    ['apricot-kernel', '杏仁', 'Apricot kernels'],
    ['peanut', '花生', 'Peanuts'],
    ['sunflower-seed', '葵花籽', 'Sunflower seeds'],
  ]),
  ...group(['vegetable', '蔬菜菌菇', 'Vegetables and mushrooms'], true, [
    ['potato', '马铃薯', 'Potatoes'],
    ['mushroom', '菌菇', 'Mushrooms'],
    ['yam', '山药', 'Yam'],
    ['daylily', '黄花菜', 'Daylily buds'],
    ['tomato', '番茄', 'Tomatoes'],
    ['garlic', '大蒜', 'Garlic'],
    ['pumpkin', '南瓜', 'Pumpkins'],
  ]),
  ...group(['meat', '肉类', 'Meat'], true, [
    ['mutton', '羊肉', 'Mutton'],
    ['beef', '牛肉', 'Beef'],
    ['pork', '猪肉', 'Pork'],
    ['poultry', '禽肉', 'Poultry'],
  ]),
  ...group(['egg-dairy', '蛋奶', 'Eggs and dairy'], true, [
    ['egg', '禽蛋', 'Eggs'],
    ['milk', '奶制品', 'Dairy'],
  ]),
  ...group(['aquatic', '水产品', 'Aquatic products'], true),
  ...group(['honey', '蜂产品', 'Honey and bee products'], true),
  ...group(['tea', '茶叶', 'Tea'], true),
  ...group(['plant', '花卉苗木', 'Flowers and seedlings'], true),
  ...group(['processed', '加工食品', 'Processed food'], true, [
    ['biscuit', '饼干糕点', 'Biscuits and pastry'],
    ['herbal-tea', '代用茶', 'Herbal tea'],
    ['instant-noodle', '方便面', 'Instant noodles'],
    ['beverage', '饮料', 'Beverages'],
    ['dried-fruit', '果干蜜饯', 'Dried and candied fruit'],
    ['pickle', '腌制品', 'Pickles'],
    ['snack', '休闲食品', 'Snacks'],
  ]),
  ...group(['liquor', '酒类', 'Liquor'], false, [
    ['baijiu', '白酒', 'Baijiu'],
    ['huangjiu', '黄酒', 'Huangjiu'],
    ['fruit-wine', '果酒', 'Fruit wine'],
  ]),
  ...group(['handicraft', '手工艺品', 'Handicrafts'], false, [
    ['paper-cutting', '剪纸', 'Paper-cutting'],
    ['embroidery', '刺绣', 'Embroidery'],
    ['lacquer', '漆器', 'Lacquerware'],
    ['fabric', '布艺', 'Fabric craft'],
    ['dough-figurine', '面塑', 'Dough figurines'],
    ['weaving', '编织', 'Weaving'],
  ]),
  ...group(['tourism-service', '乡村旅游服务', 'Rural tourism services'], false),
  ...group(['other', '其他', 'Other'], false),
];

const CODES: ReadonlySet<string> = new Set(CATEGORIES.map(({ code }) => code));

export function isCategory(code: string): boolean {
  return CODES.has(code);
}
