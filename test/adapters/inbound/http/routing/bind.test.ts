import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { bind } from '../../../../../adapters/inbound/http/routing/bind.js'
import { route } from '../../../../../adapters/inbound/http/routing/route.js'
import { jsonOf } from '../../../../../infrastructure/codec/json-of.js'

interface Parcel {
  readonly id: string
  readonly secret: string
}

const described = <C extends t.Mixed>(codec: C) =>
  route({
    method: 'GET',
    path: '/api/parcel',
    tokens: ['operator'],
    rate: 'read',
    answers: { 200: codec },
    errors: {},
    summary: 'A parcel',
  })

const read: TE.TaskEither<never, Parcel> = TE.right({ id: 'a', secret: 'x' })

describe('the binding of a route', () => {
  it('does not compile with a codec that drops properties of the answer without naming them', () => {
    // @ts-expect-error The codec drops `secret`.
    bind(described(t.strict({ id: t.string })), () => read)
    const binding = bind(described(jsonOf<Parcel, 'secret'>()({ id: t.string })), () => read)
    expect(binding.route.path).to.equal('/api/parcel')
  })
})
