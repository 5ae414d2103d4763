package dev.norn.model.graph;

/** In what the large matrix products are computed; weights and all else are single precision. */
public enum Precision {
  FLOAT32,
  /**
   * Factors rounded to bfloat16, sums in single precision. Pays where the processor has
   * instructions for it (AVX-512 BF16, AMX) and XLA fuses the roundings; elsewhere it is slower.
   */
  BFLOAT16
}
