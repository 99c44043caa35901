export { OnboardingApi } from './onboarding.module.js';
