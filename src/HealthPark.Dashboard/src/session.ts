/** Who is signed in. The key stays in this tab's sessionStorage: it is gone when the tab is closed, and no other page gets it. */
import { computed, signal } from '@preact/signals';

export interface Session {
  key: string;
  /** What the key is called; null if it may not look at keys. */
  name: string | null;
  /** Its scopes; null if it may not look at keys. Only the park office's may. */
  scopes: string[] | null;
}

const Place = 'healthpark.session';

const remembered = sessionStorage.getItem(Place);
export const session = signal<Session | null>(remembered ? (JSON.parse(remembered) as Session) : null);

/** Whether the park office's pages are of use to the reader. */
export const isOffice = computed(() => session.value?.scopes != null);

/** Whether the dialog that asks for a key is open. */
export const signingIn = signal(false);

export function signIn(to: Session) {
  sessionStorage.setItem(Place, JSON.stringify(to));
  session.value = to;
}

export function signOut() {
  sessionStorage.removeItem(Place);
  session.value = null;
}
