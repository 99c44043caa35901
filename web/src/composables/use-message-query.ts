import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { parseMessageQuery, toMessageAddress, type MessageQuery } from '../sources/message-query.js';

export const MESSAGES_ROUTE = 'source-messages';

/** The address is the only state: Back, links and reloads agree with the page. */
export function useMessageQuery() {
  const route = useRoute();
  const router = useRouter();
  const query = computed<MessageQuery>((before) => {
    if (before !== undefined && route.name !== MESSAGES_ROUTE) return before;
    const parsed = parseMessageQuery(route.query);
    // Kept while the meaning stays, so that nothing is read again for it.
    return before !== undefined && JSON.stringify(before) === JSON.stringify(parsed) ? before : parsed;
  });
  const show = (next: MessageQuery): void => void router.push({ name: MESSAGES_ROUTE, query: toMessageAddress(next) });
  return { query, show };
}
