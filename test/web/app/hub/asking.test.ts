import * as TE from 'fp-ts/lib/TaskEither.js'
import { asking } from '../../../../adapters/inbound/web/src/app/hub/asking.js'
import type { ClientFailure } from '../../../../adapters/inbound/http/client/call.js'

const refusal = (status: number, retryAfterSeconds: number | null): ClientFailure => ({
  _tag: 'Refused',
  status,
  code: null,
  error: 'no',
  body: { error: 'no' },
  retryAfterSeconds,
})

describe('hub client › failures', () => {
  const { ask } = asking({
    mount: '',
    token: () => 'secret',
    clientId: 'me',
    boot: () => undefined,
    unauthorized: () => undefined,
    loadTexts: () => Promise.resolve(),
    limited: () => undefined,
  })
  const failureOf = async (failure: ClientFailure): Promise<unknown> => {
    const answer = await ask(TE.left<ClientFailure>(failure), (body) => body)
    return answer.ok ? null : answer.failure
  }

  it('maps 429 with Retry-After to TooManyRequests with its seconds', async () => {
    expect(await failureOf(refusal(429, 12))).to.deep.equal({ _tag: 'TooManyRequests', retryAfterSeconds: 12 })
  })

  it('maps 429 without Retry-After to Refused with the error of the hub', async () => {
    expect(await failureOf(refusal(429, null))).to.include({ _tag: 'Refused', code: null, error: 'no' })
  })

  it('maps 502 without JSON to Unreachable, because a proxy sends it when the hub is down', async () => {
    const down = { ...refusal(502, null), body: undefined }
    expect(await failureOf(down)).to.deep.equal({ _tag: 'Unreachable' })
  })
})
