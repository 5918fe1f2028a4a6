import { fileURLToPath } from 'node:url'
import { createHub } from '../../composition/hub/create-hub.js'
import { listen } from '../../composition/hub/listen.js'
import { hubFakes } from '../../composition/testing/fake-tools.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import { aTarget } from '../support/push.js'

const WEB = fileURLToPath(new URL('../../web/', import.meta.url))

describe('notifications in the client', function () {
  this.timeout(90_000)
  let browser: TestBrowser
  let stop: () => Promise<void>
  let url: string
  let hasContact = false
  const fakes = hubFakes()
  const token = fakes.controls.operatorToken
  const { pushSender } = fakes

  before(async () => {
    const sender = { ...pushSender, hasContact: () => hasContact || fakes.pushPlan.current().contact !== null }
    const hub = createHub({ ...fakes, pushSender: sender }, { web: WEB, isOwnClient: true })
    const listening = await listen(hub, { port: 0 })
    stop = listening.stop
    url = `http://127.0.0.1:${listening.address.port}`
    browser = await testBrowser()
  })
  after(async () => {
    await browser.close()
    await stop()
  })

  const call = async (method: string, path: string, body?: object, headers: object = {}): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    expect(answer.ok, `${path} ${answer.status}`).to.equal(true)
    return answer.json()
  }
  const planHas = (expected: object): Promise<void> =>
    eventually(async () => {
      expect(await call('GET', '/api/push/plan')).to.deep.include(expected)
    })

  it('get a contact, reminders, quiet hours and a daily summary on the settings page', async () => {
    const { page, faults } = await browser.signedIn({ url, token }, '/settings/attention')
    await page.context().grantPermissions(['notifications'], { origin: url })
    await page.getByText('Push services need a contact for this hub.').waitFor()
    await page.getByRole('textbox', { name: 'Contact for push services' }).fill('me@nowhere')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Enter an email address with a domain.').waitFor()
    await page.getByRole('textbox', { name: 'Contact for push services' }).fill('me@example.com')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('switch', { name: 'Notifications on this device' }).waitFor()
    await planHas({ contact: 'mailto:me@example.com' })
    await page.locator('summary', { hasText: 'quiet hours' }).click()
    await page.getByRole('combobox', { name: 'Reminders' }).selectOption({ label: 'Every 15 minutes' })
    await page.getByRole('switch', { name: 'Quiet hours' }).click()
    await page.getByLabel('Quiet hours from').fill('23:15')
    await page.getByLabel('Quiet hours to').focus()
    await page.getByRole('switch', { name: 'Daily summary' }).click()
    await page.getByLabel('Time of the daily summary').waitFor()
    await planHas({ reminderMinutes: 15, quiet: { from: '23:15', to: '07:00' }, todayAt: '08:00' })
    await page.getByLabel('Quiet hours to').fill('23:15')
    await page.getByLabel('Quiet hours from').focus()
    await page.getByText('Start and end must differ.').waitFor()
    await planHas({ quiet: { from: '23:15', to: '07:00' } })
    await page.getByRole('switch', { name: 'Quiet hours' }).click()
    await planHas({ quiet: null })
    expect(faults().filter((fault) => !fault.includes('400'))).to.deep.equal([])
  })

  it('are sent to a chosen device from a card', async () => {
    hasContact = true
    await call('POST', '/api/push/subscribe', { subscription: aTarget(), deviceId: 'phone', label: 'Chrome, Android' })
    fakes.sessionHost.controls.startByHand('cc-shop', '/work/shop')
    await call('POST', '/api/approvals/config', { mode: 'strict' })
    const asked = call(
      'POST',
      '/api/hooks/pre-tool-use',
      { tool_name: 'Bash', permission_mode: 'default', tool_input: { command: 'make' }, cwd: '/work/shop' },
      { 'X-Penates-Session': 'cc-shop', 'X-Penates-Gate': 'http' },
    )
    const { page, faults } = await browser.signedIn({ url, token }, '/approvals')
    const card = page.locator('article.approval')
    await card.getByText('Details').click()
    const { length } = pushSender.sent
    await card.getByRole('button', { name: 'Ask on Chrome, Android' }).click()
    await page.getByText('Sent to Chrome, Android').waitFor()
    await eventually(() => {
      const last = pushSender.sent.slice(length).at(-1)
      expect([last?.message.payload['device'], last?.message.payload['reminder']]).to.deep.equal(['phone', 'true'])
    })
    await card.getByRole('button', { name: 'Allow', exact: false }).first().click()
    await asked
    await eventually(() => {
      expect(pushSender.sent.at(-1)?.message.payload['type']).to.equal('ended')
    })
    expect(faults()).to.deep.equal([])
  })

  it('offer to install the app where the browser does', async () => {
    const { page } = await browser.signedIn({ url, token }, '/')
    await page.evaluate(`(() => {
      const offer = new Event('beforeinstallprompt', { cancelable: true })
      offer.prompt = async () => { document.documentElement.dataset.prompted = 'yes' }
      window.dispatchEvent(offer)
      history.pushState(null, '', '/settings/attention')
      window.dispatchEvent(new PopStateEvent('popstate'))
    })()`)
    await page.getByRole('button', { name: 'Install', exact: true }).click()
    await page.locator('html[data-prompted="yes"]').waitFor({ state: 'attached' })
    expect(await page.getByRole('button', { name: 'Install', exact: true }).count()).to.equal(0)
  })

  it('are said to be missing where the push service of the browser is turned off', async () => {
    const { page, context, faults } = await browser.device()
    await context.grantPermissions(['notifications'], { origin: url })
    // As Firefox rejects it where `dom.push.serverURL` is empty.
    await page.addInitScript(
      `PushManager.prototype.getSubscription = () => Promise.reject(new DOMException('no service', 'AbortError'))`,
    )
    hasContact = true
    await page.goto(`${url}/settings/attention#token=${token}`)
    await page.getByText('This browser has no push notifications.').waitFor()
    expect(faults()).to.deep.equal([])
  })
})
