import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'

const SOURCE = readFileSync('adapters/inbound/web/src/service-worker.js', 'utf8')
const HUB = 'http://hub.test/'

/** The worker with the given cache; `fetchFile` answers from the hub. */
function worker({ match = async () => undefined, put = async () => undefined }) {
  const listeners = {}
  const self = { registration: { scope: HUB }, addEventListener: (type, listener) => (listeners[type] = listener) }
  const caches = { match, open: async () => ({ put }) }
  const fetched = []
  const fetchFile = async ({ url }) => {
    fetched.push(url)
    return new Response('from the hub')
  }
  runInContext(SOURCE, createContext({ self, caches, fetch: fetchFile, URL, Promise }))
  const ask = async (path) => {
    const background = []
    let answer
    listeners.fetch({
      request: { method: 'GET', mode: 'cors', url: HUB + path },
      respondWith: (given) => (answer = given),
      waitUntil: (work) => background.push(work),
    })
    return { text: await answer.then((response) => response.text()), background }
  }
  return { ask, fetched }
}

describe('the service worker', () => {
  it('answers with a kept file without the hub', async () => {
    const { ask, fetched } = worker({ match: async () => new Response('kept') })
    expect([(await ask('assets/a-12345678.js')).text, fetched]).to.deep.equal(['kept', []])
  })

  it('answers before the file is kept, however long that takes', async () => {
    const { ask } = worker({ put: () => new Promise(() => undefined) })
    const { text, background } = await ask('assets/a-12345678.js')
    expect([text, background.length]).to.deep.equal(['from the hub', 1])
  })

  it('answers from the hub where the cache can be neither read nor written', async () => {
    const broken = () => Promise.reject(new Error('QuotaExceededError'))
    const { ask } = worker({ match: broken, put: broken })
    const { text, background } = await ask('assets/a-12345678.js')
    expect([text, await Promise.all(background)]).to.deep.equal(['from the hub', [undefined]])
  })
})
