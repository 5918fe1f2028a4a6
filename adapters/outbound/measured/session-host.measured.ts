import type { SessionHost } from '../../../application/sessions/session-host.port.js'
import type { Measured } from './measured.js'
import { timed } from './timed.js'

/** The same host; what has to ask it is measured, and what is answered from its picture is not. */
export const measuredSessionHost = (host: SessionHost, { tmux }: Measured): SessionHost => ({
  ...host,
  find: (name) => timed(tmux, host.find(name)),
  end: (name) => timed(tmux, host.end(name)),
  rename: (name, to) => timed(tmux, host.rename(name, to)),
  scrollback: (name, lines) => timed(tmux, host.scrollback(name, lines)),
  screen: (name, lines) => timed(tmux, host.screen(name, lines)),
  press: (name, key) => timed(tmux, host.press(name, key)),
  setMouse: (name, mouse) => timed(tmux, host.setMouse(name, mouse)),
})
