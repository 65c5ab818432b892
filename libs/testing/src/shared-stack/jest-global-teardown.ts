import './jest-global-setup';

module.exports = async (): Promise<void> => {
  await globalThis.concordStackHost?.close();
};
