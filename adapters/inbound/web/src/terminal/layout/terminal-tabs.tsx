import { X } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../../app/texts/messages.js'
import { needOf } from '../../app/session-order.js'
import { sessionByName, shown } from '../../app/sessions.js'
import { closeTerminal } from '../../app/terminal-layout.js'
import { IconButton } from '../../ui/icon-button.js'
import { Link } from '../../ui/link.js'
import { StatusSign } from '../../ui/status.js'

interface Props {
  readonly names: ReadonlyArray<string>
  readonly current: string
}

/** Terminals that have no room beside each other; none without a layout. */
export function TerminalTabs({ names, current }: Props): VNode | null {
  const m = messages.value
  if (names.length === 0) return null
  return (
    <nav class="terminal-tabs cluster gap-2 rigid line-below surface scroll" aria-label={m.openTerminals}>
      {names.map((name) => {
        const session = sessionByName.value.get(name)
        return (
          <Link
            key={name}
            to={{ page: 'terminal', session: name }}
            class="terminal-tab touch-size cluster gap-6 medium nowrap round faint text-1"
            current={name === current}
          >
            {session && <StatusSign need={needOf(session)} />}
            {shown(name)}
          </Link>
        )
      })}
      <span class="spring" />
      <IconButton icon={X} label={m.closeTerminal} onPress={() => closeTerminal(current)} />
    </nav>
  )
}
