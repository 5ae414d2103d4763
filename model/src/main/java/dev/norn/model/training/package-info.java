/** From a corpus to a release: {@link dev.norn.model.training.ReleaseTraining} runs all stages. */
package dev.norn.model.training;
