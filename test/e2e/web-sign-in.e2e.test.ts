import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

describe('signing in to the web client', function () {
  this.timeout(60_000)
  const t = withHub({
    isShared: true,
  })

  it('takes the token out of the link, and the link out of the address', async () => {
    const { page, faults } = await t.browser.device()
    await page.goto(`${t.hub.url}/settings#token=${t.hub.token}`)
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    expect(page.url()).to.equal(`${t.hub.url}/settings`)
    await page.reload()
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    expect(faults()).to.deep.equal([])
  })

  it('takes it also where the client is open already', async () => {
    const { page } = await t.browser.device()
    await page.goto(t.hub.url)
    await page.getByRole('heading', { name: 'Sign in to Penates' }).waitFor()
    await page.evaluate(`location.hash = 'token=${t.hub.token}'`)
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    expect(page.url()).to.equal(`${t.hub.url}/`)
  })

  it('keeps the token in use when a link holds one that the hub does not take', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/settings')
    for (const open of [
      () => page.evaluate(`location.hash = 'token=somebody-elses'`),
      () => page.goto(`${t.hub.url}/#token=somebody-elses`),
    ]) {
      await open()
      await page.getByText('The hub does not accept the token of this link.').first().waitFor()
      expect(await page.evaluate('localStorage.getItem("penates_token")')).to.equal(t.hub.token)
      expect(page.url()).to.not.include('token')
    }
    await page.reload()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
  })

  it('refuses text where the page would run it, and has every window and feature it needs', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/')
    const held = await page.evaluate(`(() => {
      const box = document.createElement('div')
      const tries = [
        () => { box.innerHTML = '<b>x</b>' },
        () => { document.createElement('script').text = 'globalThis.ran = 1' },
        () => new Worker('/assets/x.js'),
        () => trustedTypes.createPolicy('other', {}),
      ]
      return tries.map((attempt) => { try { attempt(); return 'done' } catch (error) { return error.name } })
    })()`)
    expect(held).to.deep.equal(['TypeError', 'TypeError', 'TypeError', 'TypeError'])
    const features = await page.evaluate(
      `['microphone', 'clipboard-write', 'camera', 'geolocation'].map((name) => document.featurePolicy.allowsFeature(name))`,
    )
    expect(features).to.deep.equal([true, true, false, false])
    expect(
      await page.evaluate('navigator.serviceWorker.ready.then(({ active }) => new URL(active.scriptURL).pathname)'),
    ).to.equal('/sw.js')
    expect(faults().filter((fault) => !/Trusted(HTML|Script|ScriptURL|Type)/.test(fault))).to.deep.equal([])
  })

  it('takes a typed token and says what is wrong with another', async () => {
    const { page } = await t.browser.device()
    await page.goto(t.hub.url)
    const field = page.getByLabel('Token', { exact: true })
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Paste a token first.').waitFor()
    await field.fill('somebody-elses')
    await field.press('Enter')
    await page.getByText('The hub no longer accepts this token.').waitFor()
    await field.fill(t.hub.token)
    await field.press('Enter')
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
  })

  it('refuses a token that no request can carry', async () => {
    const { page, faults } = await t.browser.device()
    await page.goto(`${t.hub.url}/#token=%E2%80%A6wrong`)
    const refused = page.getByText('The hub no longer accepts this token.')
    await refused.waitFor()
    const field = page.getByLabel('Token', { exact: true })
    await field.fill('two words')
    await field.press('Enter')
    await refused.waitFor()
    expect(await page.evaluate('localStorage.getItem("penates_token")')).to.equal(null)
    expect(faults()).to.deep.equal([])
  })

  it('forgets the token when signing out', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/settings')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to Penates' }).waitFor()
    expect(await page.evaluate('localStorage.getItem("penates_token")')).to.equal(null)
  })

  it('opens the session that a notification names', async () => {
    await t.hub.call('POST', '/api/sessions', { name: 'noted', directory: t.place.home, shell: true })
    const { page } = await t.browser.signedIn(t.hub, '/?session=cc-noted')
    await page.getByRole('heading', { name: 'noted', level: 1 }).waitFor()
    await eventually(() => {
      expect(page.url()).to.equal(`${t.hub.url}/s/cc-noted`)
    })
  })
})
