import fc from 'fast-check'
import { randomInt } from 'node:crypto'
import { HUB_ROUTES } from '../../../../../adapters/inbound/http/hub-routes.js'
import type { Route } from '../../../../../adapters/inbound/http/routing/route.js'
import { requestTo, type DrawnRequest } from '../../../../support/drawn-request.js'
import { openFakeHub, OPERATOR_TOKEN, type Answered, type FakeHub } from '../../../../support/fake-hub.js'
import { shortOrLong } from '../../../../support/short-or-long.js'

/** Set to the seed of a failure, which its message names, to repeat it. */
const SEED = Number(process.env['PENATES_DRAWN_SEED'] ?? randomInt(2 ** 31))
const RUNS = shortOrLong(20, 600)
const STEPS = 60
const ANSWER_WITHIN_MS = 20_000

const HOLDERS = ['operator', 'view', 'admin', 'session', 'nobody'] as const
type Holder = (typeof HOLDERS)[number]

/** Header of a conditional or resumed request. */
type Condition = 'none' | 'latest tag' | 'odd tag' | 'last event'

interface Step extends DrawnRequest {
  readonly method: string
  readonly holder: Holder
  readonly condition: Condition
  readonly isStrict: boolean
}

interface Operation {
  readonly operationId: string
}

/** Operations of the document that the running server publishes. */
async function operationsOf(hub: FakeHub): Promise<ReadonlyArray<Route>> {
  const { json } = await hub.send('GET', '/api/openapi.json')
  const { paths } = json as { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }
  return Object.entries(paths)
    .filter(([path]) => path.startsWith('/api'))
    .flatMap(([, operations]) => Object.values(operations))
    .map(({ operationId }) => HUB_ROUTES[operationId as keyof typeof HUB_ROUTES])
}

const stepTo = (route: Route): fc.Arbitrary<Step> =>
  fc
    .tuple(
      requestTo(route),
      fc.oneof({ arbitrary: fc.constant<Holder>('operator'), weight: 4 }, fc.constantFrom(...HOLDERS)),
      fc.constantFrom<Condition>('none', 'latest tag', 'odd tag', 'last event'),
      fc.boolean(),
    )
    .map(([request, holder, condition, isStrict]) => ({
      ...request,
      method: route.method,
      holder,
      condition,
      isStrict,
    }))

describe(`drawn sequences of requests to all operations of the document, seed ${String(SEED)}`, () => {
  it('are answered as the document describes: no 500, no hang, no undocumented answer, no leak', async function () {
    this.timeout(shortOrLong(120_000, 1_800_000))
    const described = await openFakeHub()
    const routes = await operationsOf(described)
    await described.close()
    expect(routes.length).to.equal(Object.keys(HUB_ROUTES).length)
    const step = fc.oneof(...routes.map(stepTo))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS, size: 'max' }), (steps) => run(steps)),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    )
  })
})

/** Sends the requests to one hub, each after the one before. */
async function run(steps: ReadonlyArray<Step>): Promise<void> {
  const hub = await openFakeHub()
  // Some answers wait for something to happen, as long as they are asked to.
  const ticking = setInterval(() => {
    hub.clock.advance(60_000)
  }, 10)
  try {
    hub.host.controls.startByHand('cc-shop')
    const tokens = await tokensOf(hub)
    const tags = new Map<string, string>()
    for (const step of steps) {
      const answered = await answerTo(hub, step, tokens[step.holder], tags)
      check(step, answered)
      const { etag } = answered.headers
      if (etag !== undefined) tags.set(step.path, etag)
    }
    expect(hub.logLines.filter((line) => line.startsWith('error'))).to.deep.equal([])
  } finally {
    clearInterval(ticking)
    await hub.close()
  }
}

async function tokensOf(hub: FakeHub): Promise<Readonly<Record<Holder, string | null>>> {
  const made = async (scope: object): Promise<string> => {
    const { json } = await hub.send('POST', '/api/tokens', { body: { label: 'drawn', scopes: [scope] } })
    return (json as { readonly secret: string }).secret
  }
  return {
    operator: OPERATOR_TOKEN,
    view: await made({ kind: 'view' }),
    admin: await made({ kind: 'admin' }),
    session: await hub.tokenOf('cc-shop'),
    nobody: null,
  }
}

function headersOf({ condition, isStrict, path }: Step, tags: ReadonlyMap<string, string>): Record<string, string> {
  const strict = isStrict ? { 'X-Penates-Strict': '1' } : {}
  switch (condition) {
    case 'none':
      return strict
    case 'latest tag':
      return { ...strict, 'If-None-Match': tags.get(path) ?? '"none"' }
    case 'odd tag':
      return { ...strict, 'If-None-Match': 'W/"", "unfinished, *' }
    case 'last event':
      return { ...strict, 'Last-Event-ID': '1-1' }
  }
}

function answerTo(
  hub: FakeHub,
  step: Step,
  token: string | null,
  tags: ReadonlyMap<string, string>,
): Promise<Answered> {
  const { method, path, body } = step
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer to ${method} ${path}`))
    }, ANSWER_WITHIN_MS)
  })
  const sent = { token, headers: headersOf(step, tags), body: body === undefined ? undefined : JSON.stringify(body) }
  // `send` fails on an answer that the document does not describe.
  return Promise.race([hub.send(method, path, sent), late]).finally(() => {
    clearTimeout(timer)
  })
}

function check({ method, path }: Step, { status, headers, text, json }: Answered): void {
  expect(status, `${method} ${path}: ${text.slice(0, 500)}`).to.be.within(200, 499)
  expect(headers).to.not.have.property('x-evil')
  if (status < 400) return
  expect(json).to.have.property('error').that.is.a('string')
  expect(text).to.not.match(/\.js:\d+|node_modules|\s+at /)
}
