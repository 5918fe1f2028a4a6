import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { risksOf, type Risk } from '../../../../../domain/approvals/risk.js'
import { messages } from '../app/texts/messages.js'
import { runsOf } from '../app/syntax/runs.js'
import { useHighlighted } from '../app/syntax/use-highlighted.js'
import { VisibleText } from '../ui/visible-text.js'
import { RiskList } from './risk-list.js'

interface Props {
  readonly command: string
  readonly cwd: string | null
}

/** A shell command, complete, with syntax colours and marks on what can do lasting harm. */
export function CommandView({ command, cwd }: Props): VNode {
  const risks = useMemo(() => risksOf(command, cwd), [command, cwd])
  const kinds = [...new Set(risks.map(({ kind }) => kind))]
  return (
    <>
      <pre class="mono command" tabIndex={0}>
        <Lines command={command} risks={risks} />
      </pre>
      <RiskList kinds={kinds} hint={messages.value.riskHint} />
    </>
  )
}

function Lines({ command, risks }: { readonly command: string; readonly risks: ReadonlyArray<Risk> }): VNode {
  const coloured = useHighlighted('bash', command)
  let start = 0
  return (
    <>
      {command.split('\n').map((line, index) => {
        const marks = risks
          .map(({ from, to }) => ({ from: Math.max(from - start, 0), to: Math.min(to - start, line.length) }))
          .filter(({ from, to }) => from < to)
        start += line.length + 1
        return (
          <span key={index}>
            {index > 0 && '\n'}
            {runsOf(line, coloured?.[index] ?? [], marks).map(({ text, kind, isMarked }, run) => (
              <span key={run} class={`${kind === null ? '' : `tok ${kind}`}${isMarked ? ' risk' : ''}`}>
                <VisibleText text={text} />
              </span>
            ))}
          </span>
        )
      })}
    </>
  )
}
