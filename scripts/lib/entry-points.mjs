/** Entry points of the package: the path of the import, and its module in the compiled tree. */
export const ENTRY_POINTS = {
  '.': 'composition/index',
  './errors': 'composition/errors',
  './features': 'composition/make-features',
  './server': 'composition/server',
  './adapters': 'composition/adapters',
  './testing': 'composition/testing/index',
  './testing/simulate': 'test/simulation/index',
  './testing/contracts': 'test/contracts/index',
  './client': 'adapters/inbound/http/client/index',
}

/** File name of an entry point in `dist/lib`, without its end. */
export const nameOf = (path) => (path === '.' ? 'index' : path.slice(2).replaceAll('/', '-'))
