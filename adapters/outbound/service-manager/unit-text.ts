import type { ServiceSpec } from '../../../application/server/service-manager.port.js'
import { MARK } from './definition-file.js'

/** A word of a unit's line as it is: systemd.service(5), "COMMAND LINES"; systemd.syntax(7), "QUOTING"; `%` is a specifier. */
const quoted = (word: string): string =>
  `"${word.replace(/["\\]/g, '\\$&').replaceAll('%', '%%').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`

/** Escapes `$`: systemd replaces `$NAME` in a command line. */
const word = (text: string): string => quoted(text.replaceAll('$', '$$$$'))

/** A path setting takes no quotes: the rest of the line is the path. */
const path = (text: string): string => text.replaceAll('%', '%%')

/**
 * The unit of our service. `KillMode=process` ends the hub alone when it stops: tmux, should it share the unit's control
 * group, and every program of a session live on. systemd.kill(5).
 */
export const unitText = ({ argv, directory, environment }: ServiceSpec): string =>
  [
    `# ${MARK}`,
    '[Unit]',
    'Description=Penates, the hub for coding agents',
    '',
    '[Service]',
    `WorkingDirectory=${path(directory)}`,
    ...Object.entries(environment).map(([name, value]) => `Environment=${quoted(`${name}=${value}`)}`),
    `ExecStart=${argv.map(word).join(' ')}`,
    'Restart=on-failure',
    'RestartSec=1',
    'KillMode=process',
    '',
    '[Install]',
    'WantedBy=default.target',
    '',
  ].join('\n')
