import { SquareTerminal } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubCli } from '../app/hub/hub.js'
import { Icon } from './icon.js'

const LINE = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.7, 'stroke-linecap': 'round' } as const

/** Logo of a coding CLI in its own colour; a prompt for other programs. Always shown beside the name. */
export function ProgramMark({ cli, size = 14 }: { readonly cli: HubCli | undefined; readonly size?: number }): VNode {
  if (!cli) return <Icon of={SquareTerminal} size={size} />
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" style={{ color: cli.colour }}>
      {cli.mark.map(({ path, isFilled }) => (
        <path key={path} d={path} {...(isFilled ? { fill: 'currentColor' } : LINE)} stroke-linejoin="round" />
      ))}
    </svg>
  )
}
