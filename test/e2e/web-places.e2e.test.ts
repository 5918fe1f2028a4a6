import type { Page } from 'playwright-core'
import { withAskingHub } from '../support/browser-approvals.js'
import { eventually } from '../support/eventually.js'

describe('the list of what waits, under a finger', function () {
  this.timeout(60_000)
  const t = withAskingHub()

  async function withCalls(...commands: ReadonlyArray<string>): Promise<{ page: Page; asked: Promise<unknown>[] }> {
    const { page } = await t.browser.signedIn(t.hub, '/approvals', { width: 390, height: 844, touch: true })
    await page.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    const asked: Promise<unknown>[] = []
    for (const command of commands) {
      asked.push(t.ask(command))
      await page.locator('article.approval', { hasText: command }).waitFor()
    }
    return { page, asked }
  }
  const ran = (command: string, event = 'PostToolUse'): Promise<unknown> =>
    t.hub.call('POST', `/api/hooks/${event}`, { tool_name: 'Bash', tool_input: { command } }, t.identity())

  it('shows what became of a call at its place, then gives the place away', async () => {
    const { page, asked } = await withCalls('one', 'two', 'three')
    const places = page.locator('.waiting-place')
    const heights = async (): Promise<ReadonlyArray<number>> =>
      Promise.all((await places.all()).map(async (place) => Math.round((await place.boundingBox())?.height ?? 0)))
    const before = await heights()
    await places.nth(0).getByRole('button', { name: 'Allow', exact: true }).click()
    await asked[0]
    await ran('one')
    await places.nth(0).getByText('ran', { exact: true }).waitFor()
    expect(await places.nth(0).innerText()).to.match(/Allowed/)
    await page.locator('article.approval:focus', { hasText: 'two' }).waitFor()
    await t.hub.call('POST', '/api/hooks/Stop', {}, t.identity())
    await places.nth(2).getByText('The turn ended').waitFor()
    expect((await heights())[0]).to.equal(before[0])
    await eventually(async () => {
      expect(await places.count()).to.equal(0)
    })
  })

  it('says that a call failed, and that another device or the terminal answered', async () => {
    const { page, asked } = await withCalls('one', 'two', 'three')
    const places = page.locator('.waiting-place')
    await places.nth(0).getByRole('button', { name: 'Allow', exact: true }).click()
    await asked[0]
    await ran('one', 'PostToolUseFailure')
    await places.nth(0).getByText('failed', { exact: true }).waitFor()
    const { body } = await t.hub.call('GET', '/api/approvals')
    const [two] = (body as { readonly approvals: ReadonlyArray<{ readonly id: string; readonly digest: string }> })
      .approvals
    const decision = { decision: 'deny', digest: two?.digest }
    await t.hub.call('POST', `/api/approvals/${two?.id ?? ''}`, decision)
    await places.nth(1).getByText('Answered on another device · Denied').waitFor()
    await ran('three')
    await places.nth(2).getByText('Answered in the terminal').waitFor()
  })

  it('moves nothing that a finger is about to press, and puts what comes below with a mark', async () => {
    const { page, asked } = await withCalls('one', 'two')
    const wanted = page
      .locator('article.approval', { hasText: 'two' })
      .getByRole('button', { name: 'Allow', exact: true })
    const box = await wanted.boundingBox()
    if (box === null) throw new Error('the button is not shown')
    await page
      .locator('article.approval', { hasText: 'one' })
      .getByRole('button', { name: 'Allow', exact: true })
      .click()
    await asked[0]
    const third = t.ask('three')
    await page.locator('.waiting-place', { hasText: 'three' }).getByText('New', { exact: true }).waitFor()
    expect(await page.locator('.waiting-place').last().innerText()).to.contain('three')
    expect(await wanted.boundingBox()).to.deep.equal(box)
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
    expect(await asked[1]).to.deep.include({ permissionDecision: 'allow' })
    await page.locator('.waiting-place').last().scrollIntoViewIfNeeded()
    await eventually(async () => {
      expect(await page.locator('.place-new').count()).to.equal(0)
    })
    await page.locator('article.approval', { hasText: 'three' }).getByRole('button', { name: 'Deny' }).click()
    await page.keyboard.press('Enter')
    expect(await third).to.deep.include({ permissionDecision: 'deny' })
  })

  it('answers every call with the same tool and input by one press, each on its own record, and says which came too late', async () => {
    const { page, asked } = await withCalls('one')
    const again = async (tool_use_id: string): Promise<unknown> => {
      const body = {
        tool_name: 'Bash',
        permission_mode: 'bypassPermissions',
        tool_input: { command: 'make' },
        tool_use_id,
      }
      const headers = { ...t.identity(), 'X-Penates-Gate': 'http' }
      return (await t.hub.call('POST', '/api/hooks/pre-tool-use', body, headers)).body
    }
    const cards = page.locator('article.approval', { hasText: 'make' })
    const same: Promise<unknown>[] = []
    for (const id of ['toolu_1', 'toolu_2', 'toolu_3']) {
      same.push(again(id))
      await cards.nth(same.length - 1).waitFor()
    }
    expect(await page.locator('article.approval', { hasText: 'one' }).locator('.same-calls').count()).to.equal(0)
    let isFirst = true
    await page.route('**/api/approvals/*/hold', async (route) => {
      if (!isFirst) return route.continue()
      isFirst = false
      const id = route.request().url().split('/').at(-2) ?? ''
      await t.hub.call('POST', `/api/approvals/${id}`, {
        decision: 'deny',
        digest: (route.request().postDataJSON() as { digest: string }).digest,
      })
      return route.continue()
    })
    await cards.last().getByRole('button', { name: 'Allow all 3' }).click()
    const told = (await Promise.all(same)).map((one) => /"permissionDecision":"(\w+)"/.exec(JSON.stringify(one))?.[1])
    expect(told.toSorted()).to.deep.equal(['allow', 'allow', 'deny'])
    await page.getByText('Answered on another device · Denied').waitFor()
    await page.getByText('Too late: already answered or expired.').waitFor()
    await page
      .locator('article.approval', { hasText: 'one' })
      .getByRole('button', { name: 'Allow', exact: true })
      .click()
    expect(await asked[0]).to.deep.include({ permissionDecision: 'allow' })
  })
})
