import type { SealedColumn } from '../../platform/database/index.js';

/** Where this module keeps what is sealed, for a change of the secret key: uploaded files that have not been read to their end. */
export const IMPORT_SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    name: 'file_import_chunk.sealed',
    purpose: 'imports',
    list: `select jsonb_build_array(import_id::text, chunk_no)::text as place, 'import:' || import_id || ':' || chunk_no as context, sealed
           from file_import_chunk where substr(sealed, 1, length($1::bytea)) <> $1::bytea
           order by import_id, chunk_no limit $2 for update`,
    replace: `update file_import_chunk set sealed = $2
              where import_id = ($1::jsonb ->> 0)::bigint and chunk_no = ($1::jsonb ->> 1)::integer`,
  },
];
