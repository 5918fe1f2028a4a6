import { newSessionTexts } from '../app/texts/new-session-texts.js'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { UsageHistory } from './usage.js'
import { messages } from '../app/texts/messages.js'
import { BOARD } from '../app/routing/board-route.js'
import { modelColour } from './model-colour.js'
import { projectRoute } from '../app/routing/route.js'
import { shownTheme } from '../app/appearance.js'
import { sessions } from '../app/sessions.js'
import { clockOrDay } from '../ui/ago.js'
import { Link } from '../ui/link.js'
import { Segments } from '../ui/segments.js'
import { UsageTable, type Column } from './usage-table.js'
import { compact, dayWords, modelWords, usd, whole } from './words.js'

type Window = UsageHistory['window']
type Kind = 'models' | 'projects' | 'sessions' | 'cards' | 'days'

interface Sum {
  readonly tokens: number
  readonly output: number
  readonly cacheRead: number
  readonly costUsd: number
}

interface TablesProps {
  readonly usage: UsageHistory
  /** Shows the hours of a day. */
  readonly onDay: (date: string) => void
}

/** Usage by model, project, session, card or day. */
export function UsageTables({ usage, onDay }: TablesProps): VNode {
  const m = messages.value
  const [kind, setKind] = useState<Kind>('models')
  return (
    <section class="usage-block shrink box-large surface" aria-label={m.usageParts}>
      <header>
        <h2>{m.usageParts}</h2>
        <Segments
          label={m.usageParts}
          options={[
            ['models', m.models],
            ['projects', m.projects],
            ['sessions', m.sessions],
            ['cards', m.cards],
            ['days', m.days],
          ]}
          value={kind}
          onChoose={setKind}
        />
      </header>
      <Shown usage={usage} kind={kind} onDay={onDay} />
    </section>
  )
}

function Shown({ usage: { days, window }, kind, onDay }: TablesProps & { readonly kind: Kind }): VNode {
  const m = messages.value
  switch (kind) {
    case 'models':
      return (
        <UsageTable
          key={kind}
          label={m.models}
          rows={window.byModel}
          keyOf={({ agent, model }) => `${agent} ${model}`}
          by={1}
          columns={[
            { title: newSessionTexts.value.model, value: ({ model }) => model, cell: modelCell },
            ...sums<Window['byModel'][number]>(priceCell),
          ]}
        />
      )
    case 'projects':
      return (
        <UsageTable
          key={kind}
          label={m.projects}
          rows={window.byProject}
          keyOf={({ id, path }) => `${id ?? ''} ${path ?? ''}`}
          by={1}
          columns={[
            { title: m.project, value: ({ project }) => project, cell: projectCell },
            ...sums<Window['byProject'][number]>(),
          ]}
        />
      )
    case 'sessions':
      return <SessionsTable key={kind} rows={window.bySession} />
    case 'cards':
      return <CardsTable key={kind} rows={window.byCard} />
    case 'days':
      return (
        <UsageTable
          key={kind}
          label={m.days}
          rows={days.map((day) => ({ ...day, costUsd: day.cost, tokens: day.input + day.output }))}
          keyOf={({ date }) => date}
          by={0}
          columns={[
            { title: m.day, value: ({ date }) => Date.parse(date), cell: dayCell(onDay) },
            ...sums<Sum & { readonly sessions: number; readonly errors: number }>(),
            { title: m.sessions, value: (day) => day.sessions, cell: (day) => whole(day.sessions) },
            { title: m.failedRequests, value: (day) => day.errors, cell: (day) => whole(day.errors) },
          ]}
        />
      )
  }
}

export function SessionsTable({ rows }: { readonly rows: Window['bySession'] }): VNode {
  const m = messages.value
  return (
    <UsageTable
      label={m.sessions}
      rows={rows}
      keyOf={({ agent, session }) => `${agent} ${session}`}
      by={2}
      columns={[
        { title: m.session, value: sessionWords, cell: sessionCell },
        { title: m.lastUsed, value: ({ lastAt }) => lastAt, cell: ({ lastAt }) => clockOrDay(Date.parse(lastAt)) },
        ...sums<Window['bySession'][number]>(),
      ]}
    />
  )
}

export function CardsTable({ rows }: { readonly rows: Window['byCard'] }): VNode {
  const m = messages.value
  return (
    <UsageTable
      label={m.cards}
      rows={rows}
      keyOf={({ card }) => card}
      by={1}
      columns={[
        {
          title: m.card,
          value: ({ title }) => title,
          cell: ({ card, title }) => <Link to={{ ...BOARD, card }}>{title}</Link>,
        },
        ...sums<Window['byCard'][number]>(),
      ]}
    />
  )
}

const sums = <Row extends Sum>(
  cost: (row: Row) => VNode | string = ({ costUsd }) => usd(costUsd),
): ReadonlyArray<Column<Row>> => {
  const m = messages.value
  const figure = (count: number): VNode => <span data-tip={whole(count)}>{compact(count)}</span>
  return [
    { title: m.cost, value: ({ costUsd }) => costUsd, cell: cost },
    { title: m.tokens, value: ({ tokens }) => tokens, cell: ({ tokens }) => figure(tokens) },
    { title: m.outputTokens, value: ({ output }) => output, cell: ({ output }) => figure(output) },
    { title: m.cacheReads, value: ({ cacheRead }) => cacheRead, cell: ({ cacheRead }) => figure(cacheRead) },
  ]
}

function priceCell({ costUsd, unpricedTokens }: Window['byModel'][number]): VNode | string {
  if (unpricedTokens === 0) return usd(costUsd)
  const m = messages.value
  return (
    <span class="unpriced" data-tip={m.unpricedTip(compact(unpricedTokens))}>
      {costUsd > 0 ? `${usd(costUsd)} + ?` : m.noPrice}
    </span>
  )
}

const modelCell = ({ model }: { readonly model: string }): VNode => (
  <span class="usage-model">
    <i style={{ background: modelColour(model, shownTheme.value === 'dark') }} />
    {modelWords(model)}
  </span>
)

const dayCell =
  (onDay: (date: string) => void) =>
  ({ date }: { readonly date: string }): VNode => (
    <button type="button" class="link-button" onClick={() => onDay(date)}>
      {dayWords(date, 'long')}
    </button>
  )

const projectCell = ({ id, project, path }: Window['byProject'][number]): VNode => {
  const words = path === null ? messages.value.unknownFolder : project
  return id === null ? <span data-tip={path ?? undefined}>{words}</span> : <Link to={projectRoute(id)}>{words}</Link>
}

const sessionWords = ({ name, session, path }: Window['bySession'][number]): string =>
  name ?? path?.slice(path.lastIndexOf('/') + 1) ?? session.slice(0, 8)

/** An ended session has no page to link to. */
function sessionCell(session: Window['bySession'][number]): VNode {
  const { name, path } = session
  const words = sessionWords(session)
  const isThere = name !== null && (sessions.value ?? []).some((one) => one.name === name)
  if (isThere) return <Link to={{ page: 'terminal', session: name }}>{words}</Link>
  return <span data-tip={path ?? session.session}>{words}</span>
}
