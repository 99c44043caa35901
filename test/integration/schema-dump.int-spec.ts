import { readFileSync, writeFileSync } from 'node:fs';
import { dumpSchema } from '../../src/platform/database/schema-dump.js';
import { createDatabase, type EmptyDatabase } from '../support/test-database.js';

const COMMITTED = new URL('../../migrations/schema.sql', import.meta.url);

describe('the committed schema', () => {
  let database: EmptyDatabase;

  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  it('is what the migrations make (CUNBO_UPDATE_SCHEMA=1 rewrites migrations/schema.sql)', async () => {
    const schema = await dumpSchema(database.access);
    if (process.env.CUNBO_UPDATE_SCHEMA === '1') writeFileSync(COMMITTED, schema);
    expect(readFileSync(COMMITTED, 'utf8').split('\n')).toEqual(schema.split('\n'));
  });
});
