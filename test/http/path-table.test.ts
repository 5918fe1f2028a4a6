import { expect } from 'chai'
import fc from 'fast-check'
import { pathTable } from '../../infrastructure/http/path-table.js'

const table = pathTable(
  [
    ['GET', '/api/sessions'],
    ['POST', '/api/sessions'],
    ['GET', '/api/sessions/:name'],
    ['GET', '/api/sessions/search'],
    ['GET', '/api/sessions/:name/git/commit/:sha'],
    ['DELETE', '/api/sessions/search/:what'],
    ['GET', '/api/names/search'],
    ['DELETE', '/api/names/:name'],
  ].map(([method = '', path = '']) => ({ method, path, value: `${method} ${path}` })),
)

const found = (value: string, params: Record<string, string> = {}) => ({ value, params })

describe('the path table', () => {
  it('finds by method and path and gives parameters decoded', () => {
    expect(table('GET', '/api/sessions/cc%20a%2Fb/git/commit/abc')).to.deep.equal(
      found('GET /api/sessions/:name/git/commit/:sha', { name: 'cc a/b', sha: 'abc' }),
    )
  })

  it('prefers a literal segment and goes back to the parameter when that leads nowhere', () => {
    expect(table('GET', '/api/sessions/search')).to.deep.equal(found('GET /api/sessions/search'))
    expect(table('GET', '/api/sessions/search/git/commit/1')).to.deep.equal(
      found('GET /api/sessions/:name/git/commit/:sha', { name: 'search', sha: '1' }),
    )
  })

  it('answers HEAD by GET and takes a slash at the end', () => {
    expect(table('HEAD', '/api/sessions/')).to.deep.equal(found('GET /api/sessions'))
  })

  it('goes back to the parameter when the literal has no such method: a session may have the name of a route', () => {
    expect(table('DELETE', '/api/names/search')).to.deep.equal(found('DELETE /api/names/:name', { name: 'search' }))
  })

  it('leads nowhere on unknown paths, and on known ones with another method', () => {
    expect(table('PUT', '/api/sessions')).to.equal(null)
    for (const path of ['/api', '/api/sessions/a/b', '/api//sessions', '/api/sessions//git/commit/1', '', '/'])
      expect(table('GET', path), path).to.equal(null)
  })

  it('leaves a broken escape as it is', () => {
    expect(table('GET', '/api/sessions/%zz%')).to.deep.equal(found('GET /api/sessions/:name', { name: '%zz%' }))
  })

  it('gives back every name that a client encodes', () => {
    const names = fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => name !== 'search')
    fc.assert(
      fc.property(names, (name) => {
        expect(table('GET', `/api/sessions/${encodeURIComponent(name)}`)).to.deep.equal(
          found('GET /api/sessions/:name', { name }),
        )
      }),
    )
  })

  it('refuses to be built with one route twice', () => {
    const entry = { method: 'GET', path: '/a/:x', value: 1 }
    expect(() => pathTable([entry, { ...entry, path: '/a/:y' }])).to.throw('two routes')
  })
})
