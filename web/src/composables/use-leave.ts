import { useRouter } from 'vue-router';
import { useSession } from './use-session.js';

export function useLeave(): { leave: () => Promise<void> } {
  const { signOut, forgetUser } = useSession();
  const router = useRouter();
  return {
    leave: async () => {
      // Even when the server cannot be told, this screen must not stay open for the next person.
      await signOut().catch(forgetUser);
      await router.push({ name: 'sign-in' });
    },
  };
}
