import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { ApiError } from '../api/client.js';
import { keepListening } from '../api/keep-listening.js';
import { ageOf, isOld, type SessionMinutes } from './minutes.js';

/** refused: this account may not, or there is no such session; nothing is tried again. over: the session has ended, and all is said. */
export type MinutesState = 'connecting' | 'live' | 'lost' | 'over' | 'refused';

const EVERY_MS = 1_000;

/** What the stream of a session tells, and how old it is by now. */
export function useMinutes(sessionId: string) {
  const minutes = shallowRef<SessionMinutes | null>(null);
  const state = ref<MinutesState>('connecting');
  const refusal = ref('');
  const receivedAt = ref(0);
  const now = ref(Date.now());
  const leaving = new AbortController();
  const clock = setInterval(() => (now.value = Date.now()), EVERY_MS);

  function leaveAs(last: MinutesState): void {
    state.value = last;
    leaving.abort();
  }

  void keepListening(`/live-sessions/${encodeURIComponent(sessionId)}/minutes/events`, {
    signal: leaving.signal,
    onOpen: () => undefined,
    onEvent: (name, data) => {
      if (name !== 'minutes') return;
      minutes.value = JSON.parse(data) as SessionMinutes;
      receivedAt.value = now.value = Date.now();
      if (minutes.value.isOver) leaveAs('over');
      else state.value = 'live';
    },
    onLost: (error) => {
      state.value = 'lost';
      if (!(error instanceof ApiError) || ![403, 404].includes(error.status)) return;
      refusal.value = error.detail;
      leaveAs('refused');
    },
  });

  onScopeDispose(() => {
    clearInterval(clock);
    leaving.abort();
  });
  const age = computed(() => ageOf(receivedAt.value, now.value));
  const isStale = computed(() => state.value === 'lost' || (state.value === 'live' && isOld(receivedAt.value, now.value)));
  return { minutes, state, refusal, age, isStale };
}
