/** WebCrypto that derives keys from passphrases in few rounds: half a second each is much for hundreds of tests. */
export const quickCrypto: Crypto = {
  getRandomValues: (array) => crypto.getRandomValues(array),
  randomUUID: () => crypto.randomUUID(),
  subtle: new Proxy(crypto.subtle, {
    get(subtle, name: keyof SubtleCrypto) {
      if (name !== 'deriveKey') return (subtle[name] as () => unknown).bind(subtle);
      return (algorithm: Pbkdf2Params, ...rest: [CryptoKey, AesKeyGenParams, boolean, KeyUsage[]]) => {
        const isSlow = algorithm.name === 'PBKDF2';
        return subtle.deriveKey(isSlow ? { ...algorithm, iterations: 10 } : algorithm, ...rest);
      };
    },
  }),
};
