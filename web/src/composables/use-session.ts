import { ref } from 'vue';
import { api, ApiError, type Credentials, type User } from '../api/client.js';

const user = ref<User | null>(null);

/** Asks the server once; afterwards the answer is known until it says otherwise. */
async function findUser(): Promise<User | null> {
  if (user.value !== null) return user.value;
  try {
    user.value = await api.currentUser();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  }
  return user.value;
}

async function signIn(credentials: Credentials): Promise<void> {
  await api.signIn(credentials);
  await readUser();
}

/** Something about the account has changed. */
async function readUser(): Promise<void> {
  user.value = await api.currentUser();
}

async function signOut(): Promise<void> {
  await api.signOut();
  user.value = null;
}

function forgetUser(): void {
  user.value = null;
}

export function useSession() {
  return { user, findUser, readUser, signIn, signOut, forgetUser };
}
