/**
 * Runs in a page: puts payloads through a layer into the live document, does with them what a person and a browser might
 * do, and tells what happened. Without imports, so that it can be sent into a browser.
 *
 * @param {{ layer: 'raw' | 'both' | 'DOMPurify' | 'own writer', payloads: string[] }} job
 */
export async function playPayloads({ layer, payloads }) {
  const executed = [];
  const left = [];
  const residue = [];
  globalThis.N = -1;
  globalThis.canary = (id) => executed.push({ index: Number(id), what: 'ran' });
  for (const name of ['alert', 'confirm', 'prompt', 'open']) {
    globalThis[name] = () => executed.push({ index: -1, what: `called ${name}` });
  }
  const room = document.getElementById('room');
  room.replaceChildren();
  const onLeave = (event) => {
    const link = event.target.closest?.('a[href], area, form, button');
    if (!link) return;
    event.preventDefault();
    const index = Number(event.target.closest('[data-index]')?.dataset.index);
    const safe = link.localName === 'a' && /^(?:https?:|mailto:)$/.test(link.protocol);
    if (!safe || event.type === 'submit')
      left.push({ index, what: `${event.type} on ${link.localName} ${link.href}` });
  };
  if (layer !== 'raw') {
    addEventListener('click', onLeave, true);
    addEventListener('submit', onLeave, true);
  }
  payloads.forEach((payload, index) => {
    const box = document.createElement('div');
    if (layer === 'both') globalThis.boundary.setSafeHtml(box, payload, { imageSource: () => undefined });
    else if (layer === 'DOMPurify') box.innerHTML = globalThis.boundary.purify(payload, window);
    else if (layer === 'own writer') box.innerHTML = globalThis.boundary.rebuild(payload, window);
    else box.innerHTML = payload;
    if (layer !== 'raw') {
      // DOMPurify asks all elements for one pattern of addresses: these lead nowhere and run nowhere.
      const inert = /^(?:(?:a|q|blockquote|del|ins) (?:href|cite)=blob:|img src=data:|\w+ id=.*|\w+ is)$/;
      const missing = /^span (?:role|class|aria-label)$/;
      for (const what of globalThis.residueOf(box)) {
        if (!missing.test(what) && !(layer === 'DOMPurify' && inert.test(what)))
          residue.push({ index, what });
      }
    }
    box.dataset.index = String(index);
    room.append(box);
  });
  const kinds = [
    'focus',
    'mouseover',
    'pointerenter',
    'toggle',
    'load',
    'error',
    'keydown',
    'animationend',
    'click',
  ];
  for (const node of room.querySelectorAll('*')) {
    if (layer === 'raw' && node.matches('a, area, form, button, input, a *')) continue;
    if (layer === 'DOMPurify' && /^blob:/.test(node.href ?? '')) continue;
    for (const kind of kinds) node.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
    node.focus?.();
  }
  await new Promise((done) => setTimeout(done, 60));
  removeEventListener('click', onLeave, true);
  removeEventListener('submit', onLeave, true);
  room.replaceChildren();
  return { executed, left, residue };
}
