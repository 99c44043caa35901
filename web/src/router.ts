import { createRouter, createWebHistory, type RouteLocationRaw } from 'vue-router';
import { configureClient } from './api/client.js';
import { useSession } from './composables/use-session.js';
import { languageTag } from './i18n/use-language.js';
import MissingPage from './pages/MissingPage.vue';
import RankingPage from './pages/RankingPage.vue';
import SignInPage from './pages/SignInPage.vue';

const { findUser, forgetUser } = useSession();

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: '/rankings' },
    { path: '/rankings', name: 'rankings', component: RankingPage },
    {
      // Loaded when it is entered: who only looks at rankings does not wait for it.
      path: '/sources',
      component: () => import('./pages/sources/SourcesRoom.vue'),
      redirect: { name: 'source-messages' },
      children: [
        { path: 'messages', name: 'source-messages', component: () => import('./pages/sources/MessagesPage.vue') },
        { path: 'awaiting', name: 'source-awaiting', component: () => import('./pages/sources/AwaitingPage.vue') },
        { path: 'items', name: 'source-items', component: () => import('./pages/sources/UnmappedItemsPage.vue') },
        { path: 'deliveries', name: 'source-deliveries', component: () => import('./pages/sources/DeliveriesPage.vue') },
        { path: 'deliveries/:shop', name: 'source-delivery', component: () => import('./pages/sources/ShopDeliveryPage.vue') },
      ],
    },
    { path: '/sign-in', name: 'sign-in', component: SignInPage, meta: { isPublic: true } },
    { path: '/:missing(.*)*', name: 'missing', component: MissingPage, meta: { isPublic: true } },
  ],
});

router.beforeEach(async (to) => {
  if (to.meta.isPublic === true) return true;
  // When the server cannot be reached the page itself says so, with a way to try again.
  const known = await findUser().catch(() => undefined);
  return known === null ? signInFor(to.fullPath) : true;
});

configureClient({
  language: languageTag,
  onSignedOut: () => {
    const here = router.currentRoute.value;
    forgetUser();
    if (here.name !== 'sign-in') void router.replace({ ...signInFor(here.fullPath), state: { ended: true } });
  },
});

function signInFor(back: string) {
  return { name: 'sign-in', query: { back } } satisfies RouteLocationRaw;
}
