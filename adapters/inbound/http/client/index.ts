export { hubClient, type HubClient } from './hub-client.js'
export type { ClientAnswer, ClientFailure, ClientOptions } from './call.js'
export type { SessionJson } from '../sessions/codec.js'
export {
  FILES_CHANNEL,
  FORBIDDEN,
  frameReader,
  GOING_AWAY,
  NOTIFICATIONS_CHANNEL,
  PROJECTS_CHANNEL,
  SESSION_GONE,
  TERMINAL_CHANNEL,
  TRY_AGAIN_LATER,
  UNAUTHORIZED,
  VIEWER_STALLED,
  type ReceivedOn,
  type SentOn,
} from './channels.js'
