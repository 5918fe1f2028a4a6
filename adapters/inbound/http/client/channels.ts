/** Descriptions of the hub's sockets, and what clients read and write on them. */
export { frameReader, type Channel, type FrameOf, type Frames, type ReceivedOn, type SentOn } from '../../ws/channel.js'
export { FILES_CHANNEL } from '../../ws/files.codec.js'
export { isEventFrame, NOTIFICATIONS_CHANNEL, type EventFrame } from '../../ws/notifications.codec.js'
export { PROJECTS_CHANNEL } from '../../ws/projects.codec.js'
export { DETACHED, RETURNS, SESSION_GONE, TERMINAL_CHANNEL, VIEWER_STALLED } from '../../ws/terminal.channel.js'
export { FORBIDDEN, GOING_AWAY, TRY_AGAIN_LATER, UNAUTHORIZED } from '../../../../infrastructure/ws/close-codes.js'
