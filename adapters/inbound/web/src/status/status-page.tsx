import './status.css'
import { RotateCw } from 'lucide-preact'
import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { Header } from '../ui/header.js'
import { messages } from '../app/texts/messages.js'
import { because } from '../app/failed.js'
import { now } from '../app/now.js'
import { toast } from '../app/toasts.js'
import { useReading } from '../app/use-reading.js'
import { usePart } from '../app/watched-parts.js'
import { FailureNote } from '../ui/failure-note.js'
import { TwoStepButton } from '../ui/two-step-button.js'
import { Figures } from './figures.js'
import { LogView } from './log-view.js'
import { Versions } from './versions.js'
import { hubNow } from '../app/platform/hub-clock.js'
import { ask, client } from '../app/the-hub.js'

/** Status of the hub, its log and a restart button. */
export function StatusPage(): VNode {
  const m = messages.value
  const turn = usePart('server')
  const { value, failure, again } = useReading(() => ask(client.readServerStatus()), turn)
  const readAt = useMemo(() => hubNow(), [value])
  return (
    <>
      <Header title={m.hubStatus}>
        <TwoStepButton
          id="restart hub"
          icon={RotateCw}
          label={m.restartHub}
          question={m.reallyRestart}
          onConfirm={() => void restart()}
        />
      </Header>
      <div class="scroller shrink-y hub-status stack spring scroll relative">
        {value === null && failure && <FailureNote failure={failure} onRetry={again} />}
        {value && <Figures status={{ ...value, uptimeMs: value.uptimeMs + Math.max(0, now.value - readAt) }} />}
        {/* Below figures that arrive later they would move. */}
        {(value ?? failure) && (
          <>
            <Versions />
            <LogView turn={turn} />
          </>
        )}
      </div>
    </>
  )
}

async function restart(): Promise<void> {
  const m = messages.value
  const answer = await ask(client.restartServer())
  if (answer.ok) toast({ text: `${m.hubRestarts} ${m.restartHint}` })
  else
    toast({ kind: 'failed', text: m.failedTo(m.couldNotRestartHub, hintIn(answer.failure) ?? because(answer.failure)) })
}

/** Hint of the hub for a restart that is not possible, because it does not run as a service. */
function hintIn(failure: Parameters<typeof because>[0]): string | null {
  if (failure._tag !== 'Refused') return null
  const { body } = failure
  return typeof body === 'object' && body !== null && 'hint' in body ? String(body.hint) : null
}
