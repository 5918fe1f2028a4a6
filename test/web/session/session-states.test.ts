import { readdirSync, readFileSync } from 'node:fs'
import { needOf } from '../../../adapters/inbound/web/src/app/session-order.js'
import { SESSION_STATES } from '../../../adapters/inbound/web/src/ui/session-states.js'
import { aSession } from '../sessions.js'

const SOURCE = new URL('../../../../adapters/inbound/web/src/', import.meta.url)
const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
const textOf = (path: string): string => readFileSync(new URL(path, SOURCE), 'utf8')

describe('states of sessions', () => {
  it('have words of their own in both languages', () => {
    const states = Object.values(SESSION_STATES)
    for (const language of ['en', 'de'] as const)
      expect(new Set(states.map((state) => state[language]))).to.have.property('size', states.length)
  })

  it('have their words in one file of the client', () => {
    const words = Object.values(SESSION_STATES).flatMap(({ en, de }) => [en, de])
    const holders = sources
      .filter((path) => /(^|\/|\.)(en|de)\.ts$/.test(path) || path.endsWith('.tsx'))
      .filter((path) => path !== 'ui/session-states.ts')
      .flatMap((path) => {
        const text = textOf(path)
        return words
          .filter((word) => text.includes(`: '${word}'`) || text.includes(`>${word}<`))
          .map((word) => `${path}: ${word}`)
      })
    // Requests to webhooks that failed, not sessions.
    expect(holders).to.deep.equal(['app/texts/usage.de.ts: Fehlgeschlagen'])
  })

  it('have their colours in one file of the client', () => {
    const coloured = sources
      .filter((path) => path.endsWith('.css'))
      .filter((path) =>
        /\.(status|sign)\.(waiting|failed|retrying|working|idle|unknown)[^{}]*\{[^}]*color:/.test(textOf(path)),
      )
    expect(coloured).to.deep.equal([])
  })

  it('tell a session that repeats a request from one that works', () => {
    const working = aSession({ activity: 'working' })
    expect(needOf(working)).to.equal('working')
    expect(needOf({ ...working, retry: { attempt: 2, of: 10, nextAt: null } })).to.equal('retrying')
    expect(needOf({ ...working, status: 'dormant', retry: { attempt: 2, of: 10, nextAt: null } })).to.equal('dormant')
  })
})
