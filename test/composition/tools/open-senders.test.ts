import { pushSubject } from '../../../composition/tools/open-senders.js'

describe('the contact for push services', () => {
  const of = (vapidSubject: string | null, ...publicHosts: ReadonlyArray<string>) =>
    pushSubject({ vapidSubject, publicHosts })

  it('is the one that is set', () => {
    expect(of('mailto:me@example.com', 'hub.example.com')).to.equal('mailto:me@example.com')
  })

  it('is otherwise the first public name that is a domain, without its port', () => {
    expect([
      of(null, 'localhost', '192.0.2.1:8443', '[::1]', 'hub', 'hub.example.com:8443', 'other.example.com'),
      of(null, 'Hub.Tailnet.ts.net'),
    ]).to.deep.equal(['https://hub.example.com', 'https://Hub.Tailnet.ts.net'])
  })

  it('is that of the plan, unless the environment has one', () => {
    const none = { vapidSubject: null, publicHosts: [] }
    const set = { vapidSubject: 'mailto:me@example.com', publicHosts: ['hub.example.com'] }
    const plan = 'mailto:plan@example.com'
    expect([pushSubject(none, plan), pushSubject(set, plan)]).to.deep.equal([plan, 'mailto:me@example.com'])
    expect(pushSubject({ ...set, vapidSubject: null }, plan)).to.equal(plan)
  })

  it('is missing without both', () => {
    expect([of(null), of(null, 'localhost', '10.0.0.1', 'hub')]).to.deep.equal([null, null])
  })
})
