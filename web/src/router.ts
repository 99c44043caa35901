import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteLocationRaw } from 'vue-router';
import { configureClient, type User } from './api/client.js';
import { useSession } from './composables/use-session.js';
import { languageTag } from './i18n/use-language.js';
import MissingPage from './pages/MissingPage.vue';
import RankingPage from './pages/RankingPage.vue';
import SignInPage from './pages/SignInPage.vue';
import { firstRoomFor, isClosedTo, managementPagesFor } from './rooms.js';
import { takeWallPass } from './wall/wall-pass.js';

const { user, findUser, readUser, forgetUser } = useSession();

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: MissingPage, beforeEnter: () => firstRoomFor(user.value?.role ?? 'clerk') },
    { path: '/rankings', name: 'rankings', component: RankingPage },
    {
      path: '/bulletins',
      component: () => import('./pages/bulletins/BulletinsRoom.vue'),
      children: [
        { path: '', name: 'bulletins', component: () => import('./pages/bulletins/BulletinsPage.vue') },
        { path: ':id(\\d+)', name: 'bulletin', component: () => import('./pages/bulletins/BulletinPage.vue') },
      ],
    },
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
    { path: '/reports', name: 'reports', component: () => import('./pages/reports/ReportListPage.vue') },
    { path: '/reports/:id', name: 'report', component: () => import('./pages/reports/ReportPage.vue') },
    {
      path: '/campaigns',
      component: () => import('./pages/campaigns/CampaignsRoom.vue'),
      children: [
        { path: '', name: 'campaigns', component: () => import('./pages/campaigns/CampaignsPage.vue') },
        { path: 'new', name: 'new-campaign', component: () => import('./pages/campaigns/NewCampaignPage.vue') },
        { path: ':campaign', name: 'campaign', component: () => import('./pages/campaigns/CampaignReportPage.vue') },
        { path: ':campaign/sessions', name: 'campaign-sessions', component: () => import('./pages/campaigns/CampaignSessionsPage.vue') },
        { path: ':campaign/edit', name: 'edit-campaign', component: () => import('./pages/campaigns/EditCampaignPage.vue') },
      ],
    },
    {
      path: '/imports',
      component: () => import('./pages/imports/ImportsRoom.vue'),
      children: [
        { path: '', name: 'imports', component: () => import('./pages/imports/ImportsPage.vue') },
        { path: ':id(\\d+)', name: 'import', component: () => import('./pages/imports/ImportPage.vue') },
      ],
    },
    { path: '/my-sessions', name: 'my-sessions', component: () => import('./pages/my-sessions/MySessionsPage.vue') },
    {
      path: '/county-watch',
      component: () => import('./pages/county-watch/WatchRoom.vue'),
      redirect: { name: 'watch-indicators' },
      children: [
        { path: 'indicators', name: 'watch-indicators', component: () => import('./pages/county-watch/IndicatorsPage.vue') },
        { path: 'merchants', name: 'watch-merchants', component: () => import('./pages/county-watch/StockPage.vue') },
        { path: 'targets', name: 'watch-targets', component: () => import('./pages/county-watch/TargetsPage.vue') },
        { path: 'prices', name: 'watch-prices', component: () => import('./pages/county-watch/PricesPage.vue') },
        { path: 'silence', name: 'watch-silence', component: () => import('./pages/county-watch/SilencePage.vue') },
        { path: 'declared', name: 'watch-declared', component: () => import('./pages/county-watch/DeclaredPage.vue') },
      ],
    },
    {
      path: '/management',
      component: () => import('./pages/management/ManagementRoom.vue'),
      children: [
        { path: '', name: 'management', component: MissingPage, beforeEnter: () => firstManagementPage() },
        { path: 'accounts', name: 'accounts', component: () => import('./pages/management/AccountsPage.vue') },
        { path: 'invitations', name: 'invitations', component: () => import('./pages/management/InvitationsPage.vue') },
        { path: 'applications', name: 'applications', component: () => import('./pages/management/ApplicationsPage.vue') },
        { path: 'audit', name: 'audit', component: () => import('./pages/management/AuditPage.vue') },
      ],
    },
    // Another page: the browser goes there by itself.
    { path: '/phone', name: 'phone', component: MissingPage, beforeEnter: () => leaveFor('/phone') },
    { path: '/wall', name: 'wall', component: () => import('./pages/wall/WallPage.vue'), meta: { isScreen: true } },
    { path: '/account', name: 'account', component: () => import('./pages/account/AccountPage.vue') },
    {
      path: '/first-password',
      name: 'first-password',
      component: () => import('./pages/entry/FirstPasswordPage.vue'),
      meta: { isStep: true },
    },
    {
      path: '/first-second-step',
      name: 'first-second-step',
      component: () => import('./pages/entry/FirstSecondStepPage.vue'),
      meta: { isStep: true },
    },
    { path: '/sign-in', name: 'sign-in', component: SignInPage, meta: { isPublic: true } },
    { path: '/invitation', name: 'invitation', component: () => import('./pages/entry/InvitationPage.vue'), meta: { isPublic: true } },
    {
      path: '/bulletin',
      name: 'given-bulletin',
      component: () => import('./pages/bulletins/GivenBulletinPage.vue'),
      meta: { isPublic: true },
    },
    { path: '/public', name: 'public', component: () => import('./pages/bulletins/PublicPage.vue'), meta: { isPublic: true } },
    {
      path: '/public/:id(\\d+)',
      name: 'public-bulletin',
      component: () => import('./pages/bulletins/PublicBulletinPage.vue'),
      meta: { isPublic: true },
    },
    { path: '/apply', name: 'apply', component: () => import('./pages/entry/ApplyPage.vue'), meta: { isPublic: true } },
    { path: '/:missing(.*)*', name: 'missing', component: MissingPage, meta: { isPublic: true } },
  ],
});

router.beforeEach(async (to) => {
  if (to.meta.isPublic === true) return true;
  if (to.name === 'wall' && takeWallPass(to.hash)) return to.hash === '' ? true : { ...to, hash: '', replace: true };
  // When the server cannot be reached the page itself says so, with a way to try again.
  const known = await findUser().catch(() => undefined);
  if (known === null) return signInFor(to.fullPath);
  if (known === undefined) return true;
  return isClosedTo(known.role, to.path) ? '/' : stepBefore(to, known);
});

configureClient({
  language: languageTag,
  onSignedOut: () => {
    const here = router.currentRoute.value;
    forgetUser();
    if (here.name !== 'sign-in') void router.replace({ ...signInFor(here.fullPath), state: { notice: 'ended' } });
  },
  onStepMissing: () => void goToMissingStep().catch(() => undefined),
});

function leaveFor(page: string): false {
  window.location.assign(page);
  return false;
}

function signInFor(back: string) {
  return { name: 'sign-in', query: { back } } satisfies RouteLocationRaw;
}

/** The first password is changed, and a second step set up where the role needs one, before anything else. */
function stepBefore(to: RouteLocationNormalized, known: User): true | RouteLocationRaw {
  const step = stepMissing(known);
  if (step === null) return to.meta.isStep === true ? '/' : true;
  return to.name === step ? true : { name: step, query: { back: to.fullPath } };
}

function stepMissing({ mustChangePassword, mustSetUpSecondStep }: User): 'first-password' | 'first-second-step' | null {
  if (mustChangePassword) return 'first-password';
  return mustSetUpSecondStep ? 'first-second-step' : null;
}

/** A page is already open when the rule becomes one: an administrator has just decided that the role needs a second step. */
async function goToMissingStep(): Promise<void> {
  await readUser();
  const step = user.value === null ? null : stepMissing(user.value);
  const here = router.currentRoute.value;
  if (step !== null && here.name !== step) await router.replace({ name: step, query: { back: here.fullPath } });
}

function firstManagementPage(): RouteLocationRaw {
  const role = user.value?.role;
  return (role === undefined ? undefined : managementPagesFor(role)[0]?.path) ?? '/';
}
