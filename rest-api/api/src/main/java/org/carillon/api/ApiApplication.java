// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.carillon.api.access.AccessFilter;
import org.carillon.api.accounts.AccountsResource;
import org.carillon.api.calls.CallsResource;
import org.carillon.api.notifications.NotificationsResource;
import org.carillon.api.numbers.NumbersResource;
import org.carillon.api.recordings.AudioResource;
import org.carillon.api.recordings.RecordingsResource;
import org.carillon.api.web.ErrorMapper;
import org.carillon.api.web.ParametersReader;

/**
 * Everything that answers requests, named one by one: nothing is found by scanning. The objects are made by CDI here, for
 * RESTEasy accepts classes with an injected constructor only if they have an empty one too.
 */
@ApplicationPath("/")
public class ApiApplication extends Application {
    static final List<Class<?>> PARTS = List.of(
            AccessFilter.class,
            ErrorMapper.class,
            ParametersReader.class,
            AccountsResource.class,
            NumbersResource.class,
            CallsResource.class,
            RecordingsResource.class,
            AudioResource.class,
            NotificationsResource.class);

    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
        Set<Object> parts = new LinkedHashSet<>();
        PARTS.forEach(part -> parts.add(CDI.current().select(part).get()));
        return parts;
    }
}
