import * as t from 'io-ts'
import type { BudgetView } from '../../../../application/usage/budgets.js'
import { from, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { named, schemaOf, withSchema } from '../../../../infrastructure/codec/schema.js'
import { nullable, textOf } from '../../../../infrastructure/codec/codecs.js'
import { route } from '../routing/route.js'

/** Characters. Longer than any id of the hub. */
const MAX_ID_LENGTH = 200
/** Far above a list made by hand. Every budget is checked on each tool call. */
const MAX_BUDGETS = 200
/** US dollars. */
const MAX_LIMIT_USD = 1_000_000

const Id = textOf(1, MAX_ID_LENGTH)

const LimitUsd = withSchema(
  t.refinement(t.number, (usd) => usd > 0 && usd <= MAX_LIMIT_USD, 'LimitUsd'),
  { type: 'number', exclusiveMinimum: 0, maximum: MAX_LIMIT_USD },
)

/** Scopes of budgets: all sessions per day or month, a project per month, a card without a period. */
const Scope = t.union([
  t.strict({ kind: t.literal('day') }),
  t.strict({ kind: t.literal('month') }),
  t.strict({ kind: t.literal('project'), project: Id }),
  t.strict({ kind: t.literal('card'), card: Id }),
])

/** Effect of an exceeded budget: tool calls need approval, or are refused. */
const AtLimit = t.keyof({ ask: null, deny: null })

export const BudgetJson = named(
  'Budget',
  t.strict({
    scope: Scope,
    limitUsd: t.number,
    atLimit: AtLimit,
    /** `day`, `month`, `project:<id>`, `card:<id>`. */
    key: t.string,
    /** `2026-11-25`, `2026-11`, or `ever` for a card. */
    period: t.string,
    spentUsd: t.number,
    /** `near` from 80 % on. */
    level: t.keyof({ fine: null, near: null, exceeded: null }),
    /** Reason given to agents for holding sessions back; `null` while none is held back. */
    reason: nullable(t.string),
  }),
)

export const BudgetsJson = jsonOf<BudgetView, 'timeZone' | 'isCounting'>()({
  budgets: t.readonlyArray(BudgetJson),
  /** Days and months end in this zone. */
  tz: from(t.string, ({ timeZone }) => timeZone),
  /** The logs are being read for the first time: more may have been spent. */
  counting: from(t.boolean, ({ isCounting }) => isCounting),
})

export const readBudgets = route({
  method: 'GET',
  path: '/api/usage/budgets',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: BudgetsJson },
  errors: {},
  summary: 'Budgets and how they stand',
})

const NewBudget = t.strict({ scope: Scope, limitUsd: LimitUsd, atLimit: AtLimit })

const NewBudgets = withSchema(
  t.refinement(t.readonlyArray(NewBudget), ({ length }) => length <= MAX_BUDGETS, 'Budgets'),
  { type: 'array', maxItems: MAX_BUDGETS, items: schemaOf(NewBudget) },
)

export const replaceBudgets = route({
  method: 'PUT',
  path: '/api/usage/budgets',
  tokens: ['operator'],
  rate: 'write',
  body: t.strict({ budgets: NewBudgets }),
  answers: { 200: BudgetsJson },
  errors: { DuplicateBudget: null },
  summary: 'Put budgets in the place of all; one for each scope, refused whole when any part does not fit',
})
