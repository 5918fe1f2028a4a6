import { FILES_CHANNEL } from './files.codec.js'
import { NOTIFICATIONS_CHANNEL } from './notifications.codec.js'
import { PROJECTS_CHANNEL } from './projects.codec.js'
import { TERMINAL_CHANNEL } from './terminal.channel.js'

/** Every kind of socket of the hub, by name. */
export const HUB_CHANNELS = {
  terminal: TERMINAL_CHANNEL,
  notifications: NOTIFICATIONS_CHANNEL,
  files: FILES_CHANNEL,
  projects: PROJECTS_CHANNEL,
}
