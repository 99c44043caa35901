import { globSync, readFileSync } from 'node:fs';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface TableColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly is_nullable: boolean;
  readonly is_identity: boolean;
  readonly is_filled_by_default: boolean;
  readonly is_key: boolean;
}

const COLUMNS = `
  select c.table_name as table, c.column_name as column, c.udt_name as type, c.is_nullable = 'YES' as is_nullable, c.is_identity = 'YES' as is_identity,
         c.is_identity = 'YES' or c.column_default is not null as is_filled_by_default,
         exists (select from information_schema.table_constraints k join information_schema.key_column_usage u using (constraint_schema, constraint_name)
                 where k.constraint_type = 'PRIMARY KEY' and k.table_schema = 'public' and k.table_name = c.table_name and u.column_name = c.column_name) as is_key
  from information_schema.columns c where c.table_schema = 'public'`;

/** What PostgreSQL calls the types that entities name. */
const TYPES: Readonly<Record<string, string>> = {
  bigint: 'int8',
  int: 'int4',
  boolean: 'bool',
  text: 'text',
  timestamptz: 'timestamptz',
  date: 'date',
  bytea: 'bytea',
};

describe('entities', () => {
  let app: TestApp;
  let columns: Map<string, TableColumn>;
  let entities: readonly EntityMetadata[];

  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    columns = new Map((await app.sql<TableColumn>(COLUMNS)).map((column) => [`${column.table}.${column.column}`, column]));
    entities = app.app.get<DataSource>(getDataSourceToken('app'), { strict: false }).entityMetadatas;
  });
  afterAll(() => app.close());

  it('are all known to the application', () => {
    const written = globSync('src/modules/*/*.schema.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/new EntitySchema<\w+>\(\{\s*name: '(\w+)'/g)].map(([, name]) => name),
    );
    expect(entities.map(({ tableName }) => tableName).sort()).toEqual(written.sort());
    expect(written.length).toBeGreaterThan(7);
  });

  it('have in the database every column they name, with its type, key and emptiness', () => {
    for (const { tableName, columns: named } of entities)
      for (const column of named)
        expect({ [`${tableName}.${column.databaseName}`]: columns.get(`${tableName}.${column.databaseName}`) }).toEqual({
          [`${tableName}.${column.databaseName}`]: expectedOf(tableName, column),
        });
  });

  it('name every column that a new row must bring', () => {
    for (const { tableName, columns: named } of entities) {
      const known = named.map((column) => column.databaseName);
      const needed = [...columns.values()].filter(
        ({ table, is_nullable, is_filled_by_default }) => table === tableName && !is_nullable && !is_filled_by_default,
      );
      expect(known).toEqual(expect.arrayContaining(needed.map(({ column }) => column)));
    }
  });
});

function expectedOf(table: string, column: ColumnMetadata): unknown {
  const type = TYPES[String(column.type)] ?? String(column.type);
  return {
    table,
    column: column.databaseName,
    type: column.isArray ? `_${type}` : type,
    is_nullable: column.isNullable,
    is_identity: column.isGenerated,
    is_filled_by_default: expect.any(Boolean) as unknown,
    is_key: column.isPrimary,
  };
}
