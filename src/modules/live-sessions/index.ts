export { isFewPeople, isToldOfFew } from './few-people.js';
export { LiveSessionApi, LiveSessionModule } from './live-session.module.js';
export { type LiveSession, LiveSessionSchema, SESSION_KINDS, type SessionKind } from './live-session.schema.js';
export { LiveSessionService } from './live-session.service.js';
