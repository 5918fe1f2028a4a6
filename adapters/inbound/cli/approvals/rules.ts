import * as E from 'fp-ts/lib/Either.js'
import type { ResponseBody } from '../../http/client/bodies.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { RULES_LS, RULES_NEW, RULES_RM, RULES_TRY } from '../descriptions/rules.js'
import { answered } from '../hub/answered.js'
import { byPrefix, shortId } from '../hub/by-prefix.js'
import { dash, table } from '../table.js'

type Rule = ResponseBody<'listRules'>['rules'][number]

const HEAD = ['ID', 'EFFECT', 'TOOL', 'PATTERN', 'PROJECT', 'CLI']

const patternOf = ({ command, path, host }: Pick<Rule, 'command' | 'path' | 'host'>): string =>
  command ?? path ?? host ?? '*'

const nameOf = (rule: Rule): string => `${rule.effect} ${rule.tool} ${patternOf(rule)}`

/** `penates rules ls`. */
export const listRules: Run<typeof RULES_LS, HubContext> = (_, context) =>
  answered(context, context.hub.client.listRules(), ({ body: { rules } }) => {
    const rows = rules.map((rule) => [
      shortId(rule.id),
      rule.effect,
      rule.tool,
      patternOf(rule),
      dash(rule.projectId),
      dash(rule.agent),
    ])
    const text = rows.length === 0 ? 'No rules.\n' : table(HEAD, rows)
    return context.print({ json: rules, text, ids: rules.map(({ id }) => id) })
  })

type Drafted = Parameters<Run<typeof RULES_NEW, HubContext>>[0]

/** The hub refuses another effect. */
const draftOf = ({ args: { effect, tool }, options: { command, path, host, project, agent } }: Drafted) => ({
  effect: effect as Rule['effect'],
  tool,
  ...{
    command: command ?? null,
    path: path ?? null,
    host: host ?? null,
    projectId: project ?? null,
    agent: agent ?? null,
  },
})

/** `penates rules try`. */
export const tryRule: Run<typeof RULES_TRY, HubContext> = (given, context) =>
  answered(context, context.hub.client.tryRule({ body: draftOf(given) }), ({ body }) => {
    const { calls, fromTranscripts, allowed, denied, asked, unreadable, concerned, matches } = body
    const text = [
      `With it the rules would have allowed ${allowed}, denied ${denied} and asked about ${asked} of ${calls} calls in the last 30 days.`,
      `From the approval log: ${calls - fromTranscripts}. From transcripts of Claude Code, without an approval: ${fromTranscripts}.`,
      `Not read for certain, and so asked about: ${unreadable}. Decided by this rule: ${concerned}.`,
      ...matches.map((match) => `  ${match}`),
    ]
    return context.print({ json: body, text: `${text.join('\n')}\n`, ids: [] })
  })

/** `penates rules new`. */
export const newRule: Run<typeof RULES_NEW, HubContext> = (given, context) =>
  answered(context, context.hub.client.addRule({ body: draftOf(given) }), ({ body }) =>
    context.print({ json: body, text: `In force: ${nameOf(body)}.\n`, ids: [body.id] }),
  )

/** `penates rules rm`. */
export const removeRule: Run<typeof RULES_RM, HubContext> = ({ args: { id: text } }, context) =>
  answered(context, context.hub.client.listRules(), ({ body: { rules } }) => {
    const found = byPrefix(rules, text, 'rule')
    if (E.isLeft(found)) return context.fail(found.left)
    const rule = found.right
    return answered(context, context.hub.client.removeRule({ params: { id: rule.id } }), () =>
      context.print({ json: { id: rule.id }, text: `Removed: ${nameOf(rule)}.\n`, ids: [rule.id] }),
    )
  })
