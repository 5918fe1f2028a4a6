import { SquareTerminal } from 'lucide-preact'
import type { VNode } from 'preact'
import type { Cli } from '../../../../../domain/sessions/cli-registry.js'
import { Icon } from './icon.js'

/** Logo of a coding CLI in its own colour; a prompt for other programs. Always shown beside the name. */
export function ProgramMark({ cli, size = 14 }: { readonly cli: Cli | undefined; readonly size?: number }): VNode {
  if (!cli) return <Icon of={SquareTerminal} size={size} />
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" style={{ color: cli.colour }}>
      {drawing(cli.id)}
    </svg>
  )
}

function drawing(id: Cli['id']): VNode {
  const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.7, 'stroke-linecap': 'round' } as const
  switch (id) {
    case 'claude':
      return <path {...line} d="M8 1.5v13M1.5 8h13M3.4 3.4l9.2 9.2M12.6 3.4l-9.2 9.2" />
    case 'codex':
      return (
        <>
          <path {...line} d="M8 1.6 13.6 4.8v6.4L8 14.4 2.4 11.2V4.8Z" stroke-linejoin="round" />
          <path {...line} d="M5.6 6.2 7.6 8l-2 1.8M8.8 10h2" />
        </>
      )
    case 'antigravity':
      return (
        <path
          {...line}
          d="M2.5 13.5 8 2.2l5.5 11.3C11.6 10.8 9.9 9.6 8 9.6s-3.6 1.2-5.5 3.9Z"
          stroke-linejoin="round"
        />
      )
    case 'opencode':
      return (
        <>
          <rect {...line} x="2.2" y="1.8" width="11.6" height="12.4" rx="1" />
          <rect x="5.4" y="6.6" width="5.2" height="4.6" fill="currentColor" />
        </>
      )
  }
}
