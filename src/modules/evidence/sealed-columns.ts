import type { SealedColumn } from '../../platform/database/index.js';

/** Where this module keeps what is sealed, for a change of the secret key. */
export const EVIDENCE_SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    name: 'evidence_photo.content',
    purpose: 'evidence',
    list: `select id::text as place, 'evidence_photo:' || id as context, content as sealed from evidence_photo
           where substr(content, 1, length($1::bytea)) <> $1::bytea order by id limit $2 for update`,
    replace: 'update evidence_photo set content = $2 where id = $1::bigint',
  },
];
