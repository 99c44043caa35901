import { shallowRef } from 'vue';
import { intake, type Replay, type ReplayTarget } from '../api/intake.js';
import { useAction } from './use-action.js';

export interface Trial {
  readonly target: ReplayTarget;
  readonly replay: Replay;
}

/** First a dry run, which changes nothing; what it was of can then be replayed. */
export function useReplay(onReplayed: (replay: Replay) => void) {
  const trial = shallowRef<Trial | null>(null);
  const { run, ...action } = useAction();

  function tryOut(target: ReplayTarget): void {
    trial.value = null;
    void run(
      () => intake.replay(target, true),
      (replay) => (trial.value = { target, replay }),
    );
  }

  function go({ target }: Trial): void {
    void run(
      () => intake.replay(target, false),
      (replay) => {
        trial.value = null;
        onReplayed(replay);
      },
    );
  }

  return { trial, ...action, tryOut, go, drop: () => (trial.value = null) };
}
