package io.muster.aws.error;

import io.muster.domain.error.Category;

/** Others wrote the same at the same moment, more often than we tried: it goes well when it is asked for again. */
public interface Contention extends Categorized {

    @Override
    default Category category() {
        return Category.DATABASE;
    }

    @Override
    default String code() {
        return "contended";
    }
}
