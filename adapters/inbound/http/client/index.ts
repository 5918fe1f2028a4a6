/**
 * Typed client of the HTTP API, and descriptions of the sockets. Runs in browsers and in Node.
 *
 * @packageDocumentation
 */
export { hubClient, type HubClient } from './hub-client.js'
export { isCallError, promiseClient, type CallError, type PromiseClient, type Promised } from './promise-client.js'
export { followEvents, type FollowOptions, type HubEventListener } from './follow-events.js'
export type { StreamEnd } from './keep-open.js'
export type { OpenSocket, PlatformSocket } from './open-socket.js'
export type { FailureOf, RequestBody, ResponseBody } from './bodies.js'
export type { ClientAnswer, ClientFailure, ClientOptions } from './call.js'
export {
  FILES_CHANNEL,
  FORBIDDEN,
  frameReader,
  GOING_AWAY,
  NOTIFICATIONS_CHANNEL,
  PROJECTS_CHANNEL,
  RETURNS,
  SESSION_GONE,
  TERMINAL_CHANNEL,
  TRY_AGAIN_LATER,
  UNAUTHORIZED,
  VIEWER_STALLED,
  type Channel,
  type EventFrame,
  type FrameOf,
  type Frames,
  type ReceivedOn,
  type SentOn,
} from './channels.js'
export type { AnswerCodecs } from '../routing/route.js'
