import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { type AuditQuery, parseAuditQuery, toAuditAddress } from '../management/audit-query.js';

/** The address is the only state: Back, links and reloads agree with the page. */
export function useAuditQuery() {
  const route = useRoute();
  const router = useRouter();
  const query = computed<AuditQuery>((before) => {
    if (before !== undefined && route.name !== 'audit') return before;
    const parsed = parseAuditQuery(route.query);
    // Kept while the meaning stays, so that nothing is read again for it.
    return before !== undefined && JSON.stringify(before) === JSON.stringify(parsed) ? before : parsed;
  });
  const show = (next: AuditQuery): void => void router.push({ name: 'audit', query: toAuditAddress(next) });
  return { query, show };
}
