import { ref, shallowRef } from 'vue';

/** Something a person does to the data: one at a time, and its outcome in words, good or bad. */
export function useAction() {
  const isBusy = ref(false);
  const outcome = ref('');
  const problem = shallowRef<unknown>(null);
  let again: () => void = () => undefined;

  async function run<Answer>(task: () => Promise<Answer>, onDone: (answer: Answer) => void): Promise<void> {
    if (isBusy.value) return;
    again = () => void run(task, onDone);
    isBusy.value = true;
    outcome.value = '';
    problem.value = null;
    try {
      onDone(await task());
    } catch (error) {
      problem.value = error;
    }
    isBusy.value = false;
  }

  return { isBusy, outcome, problem, run, retry: () => again() };
}
