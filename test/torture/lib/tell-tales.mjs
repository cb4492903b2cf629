/**
 * What a page's own script can know of its world, for a comparison of the same page with and without the extension. Both
 * functions run in the page and so carry all that they need.
 */

/** Before anything of the page: notes what changes in it, what speaks to it, and what goes wrong. */
export function setSpies() {
  const noted = { changes: [], messages: [], faults: [] };
  // The same in both worlds that are compared.
  globalThis.tellTales = noted;
  const nameOf = (node) => (node.nodeType === 1 ? node.localName : undefined);
  // Only elements and attributes: how a text is cut into nodes hangs on the packets of the network.
  new MutationObserver((records) => {
    for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
      if (type === 'attributes') noted.changes.push(`${nameOf(target)} @${attributeName}`);
      for (const node of addedNodes) if (nameOf(node)) noted.changes.push(`+${nameOf(node)}`);
      for (const node of removedNodes) if (nameOf(node)) noted.changes.push(`-${nameOf(node)}`);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
  addEventListener('message', ({ origin }) => noted.messages.push(origin), true);
  addEventListener('error', ({ message }) => noted.faults.push(String(message)), true);
  addEventListener('unhandledrejection', ({ reason }) => noted.faults.push(String(reason)), true);
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    noted.faults.push(`${violatedDirective} ${blockedURI}`),
  );
}

/** At rest: everything that a script can look at, by name. */
export async function lookAround() {
  await new Promise((next) => requestIdleCallback(next, { timeout: 2_000 }));
  const told = (value) =>
    typeof value === 'function' ? Function.prototype.toString.call(value) : typeof value;
  const shapeOf = (object) =>
    Reflect.ownKeys(object)
      .map((key) => {
        const { value, get, set, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(
          object,
          key,
        );
        return `${String(key)}: ${[value, get, set].map(told).join()} ${writable} ${enumerable} ${configurable}`;
      })
      .sort();
  const prototypes = [
    'EventTarget Node Element HTMLElement Document HTMLDocument ShadowRoot Event KeyboardEvent MouseEvent',
    'MutationObserver Window History Navigation Location Storage Navigator XMLHttpRequest Request Response',
    'Range Selection CSSStyleSheet CustomElementRegistry Performance Clipboard MessagePort Promise Object',
    'Array Function String JSON Reflect Proxy Date Map Set WeakMap RegExp Error',
  ].flatMap((line) => line.split(' '));
  const styleOf = (element) =>
    element &&
    Object.fromEntries(
      [...getComputedStyle(element)].map((name) => [name, getComputedStyle(element).getPropertyValue(name)]),
    );
  const natives = [
    fetch,
    postMessage,
    addEventListener,
    setTimeout,
    requestIdleCallback,
    getComputedStyle,
    open,
  ];
  return {
    html: document.documentElement.outerHTML,
    'names of the window': Reflect.ownKeys(globalThis).map(String).sort(),
    'shape of the document': shapeOf(document),
    prototypes: prototypes
      .filter((name) => typeof globalThis[name] !== 'undefined')
      .flatMap((name) =>
        [globalThis[name], globalThis[name].prototype]
          .filter(Boolean)
          .flatMap((object) => shapeOf(object).map((line) => `${name} ${line}`)),
      ),
    natives: natives.map(told),
    styles: {
      adopted: document.adoptedStyleSheets.length,
      sheets: document.styleSheets.length,
      fonts: document.fonts.size,
      root: styleOf(document.documentElement),
      body: styleOf(document.body),
    },
    resources: performance
      .getEntries()
      .filter(({ entryType }) => ['resource', 'mark', 'measure', 'navigation'].includes(entryType))
      .filter(({ name }) => !name.endsWith('/favicon.ico')) // the browser's own wish, some time after the page has loaded
      .map(({ entryType, name }) => `${entryType} ${name}`)
      .sort(),
    place: [
      location.href,
      document.title,
      document.cookie,
      history.length,
      JSON.stringify(history.state),
      scrollX,
      scrollY,
      document.activeElement?.localName,
      String(getSelection()),
    ],
    stores: [Object.keys(localStorage), Object.keys(sessionStorage)],
    frames: frames.length,
    changes: globalThis.tellTales.changes.sort(),
    messages: globalThis.tellTales.messages,
    faults: globalThis.tellTales.faults,
  };
}

/**
 * Asks for files of the extension in each way that a page has.
 *
 * @param {string[]} addresses
 * @returns {Promise<string[]>} those that answered
 */
export async function knock(addresses) {
  const by = (tag, address, set) =>
    new Promise((resolve) => {
      const element = document.createElement(tag);
      element.onload = () => resolve(`${tag} ${address}`);
      element.onerror = () => resolve(undefined);
      set(element);
      document.head.append(element);
    });
  const answers = await Promise.all(
    addresses.flatMap((address) => [
      fetch(address, { mode: 'no-cors' }).then(
        () => `fetch ${address}`,
        () => undefined,
      ),
      ...(address.endsWith('.png') ? [by('img', address, (element) => (element.src = address))] : []),
      ...(address.endsWith('.js') ? [by('script', address, (element) => (element.src = address))] : []),
      ...(address.endsWith('.css')
        ? [by('link', address, (element) => Object.assign(element, { rel: 'stylesheet', href: address }))]
        : []),
    ]),
  );
  return answers.filter(Boolean);
}
