import { expiredRescues, RESCUE_MS, rescueRef } from '../../../domain/board/finish.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30)

describe('rescue refs', () => {
  const ref = rescueRef('0f7c0a9e-1c1b', AT, 'branch')

  it('contain the time, the card and the kind', () => {
    expect([ref, rescueRef('--', AT + 999, 'head')]).to.deep.equal([
      'refs/penates/rescue/20260301T081530Z-0f7c0a/branch',
      'refs/penates/rescue/20260301T081530Z-card/head',
    ])
  })

  it('expire after 30 days, and only with a time in their name', () => {
    const others = [
      'refs/penates/rescue/by-hand',
      'refs/heads/main',
      'refs/penates/rescue/20269901T081530Z-0f7c0a/branch',
    ]
    const expired = (now: number) => expiredRescues([ref, ...others], now)
    expect([expired(AT), expired(AT + RESCUE_MS), expired(AT + RESCUE_MS + 1), expired(AT - RESCUE_MS)]).to.deep.equal([
      [],
      [],
      [ref],
      [],
    ])
    expect(RESCUE_MS).to.equal(30 * 24 * 60 * 60 * 1000)
  })
})
