import { computed, onMounted, watch, type Ref } from 'vue';
import { intake } from '../api/intake.js';
import { countsByReason } from '../sources/reason-counts.js';
import { instantsOf, type MessageQuery } from '../sources/message-query.js';
import { usePages } from './use-pages.js';
import { useReading } from './use-reading.js';

const PAGE_ROWS = 50;

/** The messages that match, and how many there are for which reason. */
export function useMessages(query: Readonly<Ref<MessageQuery>>) {
  const list = usePages((cursor, signal) => {
    const { shopId, state, reason, range } = query.value;
    return intake.messages({ shopId, state, reason, ...instantsOf(range) }, { limit: PAGE_ROWS, cursor }, signal);
  });
  const counted = useReading(() => intake.messageCounts(query.value.shopId));
  const counts = computed(() => (counted.answer.value === null ? null : countsByReason(counted.answer.value.items)));

  /** How many match in all; null where the counts do not say: they are not by time, and not of what went well. */
  const matching = computed(() => {
    const { state, reason, range } = query.value;
    if (counts.value === null || range !== null) return null;
    const rows = counts.value.filter((row) => (state === null || row.state === state) && (reason === null || row.reason === reason));
    return rows.reduce((sum, { count }) => sum + count, 0);
  });

  function refresh(): void {
    void list.refresh();
    void counted.load();
  }

  watch(query, () => void list.ask());
  watch(
    () => query.value.shopId,
    () => void counted.load(),
  );
  onMounted(refresh);
  return { list, counts, countsProblem: counted.problem, matching, refresh };
}
