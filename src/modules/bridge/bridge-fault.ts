/** Why one message cannot be passed on. Its text goes back to the feeding program: it names fields, never what buyers wrote in them. */
export class BridgeFault extends Error {
  override readonly name = 'BridgeFault';
}
